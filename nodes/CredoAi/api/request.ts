import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import {
	attemptRequest,
	type RequestContext,
	type RequestRules,
} from '../../shared/attemptRequest';
import type { Attempt } from '../../shared/retry';
import { asRecord, asText, parseJson } from '../../shared/unknownInput';
import { credoAiError, type CredoAiPurpose } from './credoAiError';
import { serviceOrigin } from './serviceOrigin';

/** One call of the Credo AI API, version 2. */
export interface CredoAiRequest extends Pick<RequestRules, 'retry' | 'deadline'> {
	/** `GET` unless said otherwise. */
	method?: IHttpRequestMethods;
	/** The path behind `/api/v2/{tenant}`, its ids already encoded. */
	path: string;
	query?: IDataObject;
	/** The JSON:API document to send. */
	document?: IDataObject;
}

const mediaType = 'application/vnd.api+json';

/**
 * Sends a request and gives Credo AI's answer (undefined for one without a body) or what stood in its way;
 * never throws for an answer. The token goes to the credential's host alone: redirects are not followed.
 */
export async function attemptCredoAiRequest(
	context: RequestContext,
	{ method, path, query, document, retry, deadline }: CredoAiRequest,
): Promise<Attempt<unknown>> {
	const credential = await context.getCredentials('credoAiApi');
	const origin = serviceOrigin(credential);
	const tenant = asText(credential.tenant);
	if (!origin) return { failure: { reason: 'the Base URL of the credential is not an address' } };
	if (!tenant) return { failure: { reason: 'the Tenant of the credential is empty' } };

	const attempt = await attemptRequest(
		context,
		'credoAiApi',
		{
			method,
			url: `${origin}/api/v2/${encodeURIComponent(tenant)}${path}`,
			qs: query,
			// A filter with several values is its name, with brackets of its own, once for each value.
			arrayFormat: 'repeat',
			body: document === undefined ? undefined : JSON.stringify(document),
			headers: { Accept: mediaType, ...(document && { 'Content-Type': mediaType }) },
		},
		{ retry, deadline },
	);
	if ('failure' in attempt) return attempt;
	const answer = attempt.value;
	return { value: typeof answer === 'string' ? parseJson(answer) : asRecord(answer) };
}

/** Sends a request and gives Credo AI's answer. Throws a NodeApiError that says what happened and what to do. */
export async function credoAiRequest(
	context: RequestContext,
	request: CredoAiRequest,
	purpose: CredoAiPurpose,
): Promise<unknown> {
	const attempt = await attemptCredoAiRequest(context, request);
	if ('value' in attempt) return attempt.value;
	throw credoAiError(context.getNode(), attempt.failure, purpose);
}
