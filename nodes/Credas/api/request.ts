import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import {
	attemptRequest,
	type RequestContext,
	type RequestRules,
} from '../../shared/attemptRequest';
import { readFailedRequest, readFailedStream } from '../../shared/failedRequest';
import type { Attempt } from '../../shared/retry';
import { credasError, type CredasPurpose } from './credasError';
import { portalOrigin } from './portalOrigin';
import { withoutSentValues } from './withoutSentValues';

/** One call of the Credas API. */
export interface CredasRequest extends Pick<RequestRules, 'retry' | 'deadline'> {
	/** `GET` unless said otherwise. */
	method?: IHttpRequestMethods;
	/** The path behind `/api/v2/ci`, its ids already encoded. */
	path: string;
	body?: IDataObject;
	/** `stream` gives `{ headers, body }`, the body's bytes as they come; otherwise JSON is parsed. */
	encoding?: 'stream';
	/** The content type asked for; JSON unless said otherwise. */
	accept?: string;
}

// n8n's HTTP helper leaves an empty object out, and a POST without a body is not what Credas documents.
const bodyToSend = (body?: IDataObject) =>
	body && Object.keys(body).length === 0 ? JSON.stringify(body) : body;

const headersOf = (
	accept: string,
	{ body, encoding }: Pick<CredasRequest, 'body' | 'encoding'>,
) => ({
	Accept: accept,
	...(body && { 'Content-Type': 'application/json' }),
	// A compressed answer's Content-Length would not be the length of what arrives here.
	...(encoding === 'stream' && { 'Accept-Encoding': 'identity' }),
});

/**
 * Sends a request and gives Credas' answer or what stood in its way; never throws for an answer. The key goes
 * to the portal alone: redirects are not followed.
 */
export async function attemptCredasRequest(
	context: RequestContext,
	{ method, path, body, encoding, accept = 'application/json', retry, deadline }: CredasRequest,
): Promise<Attempt<unknown>> {
	const credential = await context.getCredentials('credasApi');
	const origin = portalOrigin(credential);
	if (!origin) return { failure: { reason: 'the Base URL of the credential is not an address' } };

	const isStream = encoding === 'stream';
	const secrets = [credential.apiKey, credential.callbackSecret];
	const readFailure = async (error: unknown) => {
		const failure = isStream ? await readFailedStream(error) : readFailedRequest(error);
		return { ...failure, body: withoutSentValues(failure.body, [body, secrets]) };
	};
	return await attemptRequest(
		context,
		'credasApi',
		{
			method,
			url: `${origin}/api/v2/ci${path}`,
			body: bodyToSend(body),
			encoding,
			returnFullResponse: isStream,
			json: !isStream,
			headers: headersOf(accept, { body, encoding }),
		},
		{ retry, deadline, readFailure },
	);
}

/** Sends a request and gives Credas' answer. Throws a NodeApiError that says what happened and what to do. */
export async function credasRequest(
	context: RequestContext,
	request: CredasRequest,
	purpose: CredasPurpose,
): Promise<unknown> {
	const attempt = await attemptCredasRequest(context, request);
	if ('value' in attempt) return attempt.value;
	throw credasError(context.getNode(), attempt.failure, purpose);
}
