import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { readFailedRequest } from '../../shared/failedRequest';
import {
	neverAgain,
	readingPolicy,
	requestWithRetries,
	type Attempt,
	type RetryPolicy,
} from '../../shared/retry';
import { asRecord, asText, parseJson } from '../../shared/unknownInput';
import { credoAiError, type CredoAiPurpose } from './credoAiError';
import { serviceOrigin } from './serviceOrigin';

/** Where a request can be sent from. */
export type CredoAiContext =
	| IExecuteFunctions
	| IHookFunctions
	| IWebhookFunctions
	| ILoadOptionsFunctions;

/** One call of the Credo AI API, version 2. */
export interface CredoAiRequest {
	/** `GET` unless said otherwise. */
	method?: IHttpRequestMethods;
	/** The path behind `/api/v2/{tenant}`, its ids already encoded. */
	path: string;
	query?: IDataObject;
	/** The JSON:API document to send. */
	document?: IDataObject;
	/** Reads are tried again; everything else is sent once. */
	retry?: RetryPolicy;
	/** How long one answer may take, in milliseconds. */
	timeoutMilliseconds?: number;
	/** When all tries must be over, the fetching of an access token included. */
	deadline?: AbortSignal;
}

const mediaType = 'application/vnd.api+json';

const cancelSignalOf = (context: CredoAiContext) =>
	'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

/**
 * Sends a request and gives Credo AI's answer (undefined for one without a body) or what stood in its way;
 * never throws for an answer. The token goes to the credential's host alone: redirects are not followed.
 */
export async function attemptCredoAiRequest(
	context: CredoAiContext,
	{
		method = 'GET',
		path,
		query,
		document,
		retry,
		timeoutMilliseconds = 30_000,
		deadline,
	}: CredoAiRequest,
): Promise<Attempt<unknown>> {
	const credential = await context.getCredentials('credoAiApi');
	const origin = serviceOrigin(credential);
	const tenant = asText(credential.tenant);
	if (!origin) return { failure: { reason: 'the Base URL of the credential is not an address' } };
	if (!tenant) return { failure: { reason: 'the Tenant of the credential is empty' } };

	const endSignal = deadline ?? cancelSignalOf(context);
	const send = async (): Promise<Attempt<unknown>> => {
		try {
			const answer: unknown = await context.helpers.httpRequestWithAuthentication.call(
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
					timeout: timeoutMilliseconds,
					disableFollowRedirect: true,
					sendCredentialsOnCrossOriginRedirect: false,
					abortSignal: endSignal,
				},
			);
			return { value: typeof answer === 'string' ? parseJson(answer) : asRecord(answer) };
		} catch (error) {
			return { failure: deadline?.aborted ? outOfTime : readFailedRequest(error) };
		}
	};
	const policy = retry ?? (method === 'GET' ? readingPolicy : neverAgain);
	const attempts = requestWithRetries(send, policy, endSignal);
	return await (deadline ? Promise.race([attempts, timeUp(deadline)]) : attempts);
}

const outOfTime = { networkCode: 'ETIMEDOUT' };

// A signal does not reach into a credential's own request for a token, so the race ends the wait for that one.
async function timeUp(deadline: AbortSignal): Promise<Attempt<never>> {
	if (!deadline.aborted) {
		await new Promise((resolve) => deadline.addEventListener('abort', resolve, { once: true }));
	}
	return { failure: outOfTime };
}

/** Sends a request and gives Credo AI's answer. Throws a NodeApiError that says what happened and what to do. */
export async function credoAiRequest(
	context: CredoAiContext,
	request: CredoAiRequest,
	purpose: CredoAiPurpose,
): Promise<unknown> {
	const attempt = await attemptCredoAiRequest(context, request);
	if ('value' in attempt) return attempt.value;
	throw credoAiError(context.getNode(), attempt.failure, purpose);
}
