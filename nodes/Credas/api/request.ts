import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { readFailedRequest, readFailedStream } from '../../shared/failedRequest';
import {
	neverAgain,
	readingPolicy,
	requestWithRetries,
	type Attempt,
	type RetryPolicy,
} from '../../shared/retry';
import { credasError, type CredasPurpose } from './credasError';
import { portalOrigin } from './portalOrigin';
import { withoutSentValues } from './withoutSentValues';

/** Where a request can be sent from. */
export type CredasContext = IExecuteFunctions | IWebhookFunctions | ILoadOptionsFunctions;

/** One call of the Credas API. */
export interface CredasRequest {
	/** `GET` unless said otherwise. */
	method?: IHttpRequestMethods;
	/** The path behind `/api/v2/ci`, its ids already encoded. */
	path: string;
	body?: IDataObject;
	/** `stream` gives `{ headers, body }`, the body's bytes as they come; otherwise JSON is parsed. */
	encoding?: 'stream';
	/** The content type asked for; JSON unless said otherwise. */
	accept?: string;
	/** Reads are tried again; everything else is sent once unless this says that it changes nothing. */
	retry?: RetryPolicy;
	/** The most time that all tries may take together, their answers included, in milliseconds. */
	deadlineMilliseconds?: number;
}

/** How long Credas may take for one answer, in milliseconds: details and reports are made on request. */
const timeoutMilliseconds = 30_000;

const endSignalOf = (context: CredasContext, deadlineMilliseconds?: number) => {
	if (deadlineMilliseconds !== undefined) return AbortSignal.timeout(deadlineMilliseconds);
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
};

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
	context: CredasContext,
	{
		method = 'GET',
		path,
		body,
		encoding,
		accept = 'application/json',
		retry,
		deadlineMilliseconds,
	}: CredasRequest,
): Promise<Attempt<unknown>> {
	const credential = await context.getCredentials('credasApi');
	const origin = portalOrigin(credential);
	if (!origin) return { failure: { reason: 'the Base URL of the credential is not an address' } };

	const endSignal = endSignalOf(context, deadlineMilliseconds);
	const secrets = [credential.apiKey, credential.callbackSecret];
	const send = async (): Promise<Attempt<unknown>> => {
		try {
			const value: unknown = await context.helpers.httpRequestWithAuthentication.call(
				context,
				'credasApi',
				{
					method,
					url: `${origin}/api/v2/ci${path}`,
					body: bodyToSend(body),
					encoding,
					returnFullResponse: encoding === 'stream',
					json: encoding === undefined,
					headers: headersOf(accept, { body, encoding }),
					timeout: timeoutMilliseconds,
					disableFollowRedirect: true,
					sendCredentialsOnCrossOriginRedirect: false,
					abortSignal: endSignal,
				},
			);
			return { value };
		} catch (error) {
			const isStream = encoding === 'stream';
			const failure = isStream ? await readFailedStream(error) : readFailedRequest(error);
			return { failure: { ...failure, body: withoutSentValues(failure.body, [body, secrets]) } };
		}
	};
	const policy = retry ?? (method === 'GET' ? readingPolicy : neverAgain);
	return await requestWithRetries(send, policy, endSignal);
}

/** Sends a request and gives Credas' answer. Throws a NodeApiError that says what happened and what to do. */
export async function credasRequest(
	context: CredasContext,
	request: CredasRequest,
	purpose: CredasPurpose,
): Promise<unknown> {
	const attempt = await attemptCredasRequest(context, request);
	if ('value' in attempt) return attempt.value;
	throw credasError(context.getNode(), attempt.failure, purpose);
}
