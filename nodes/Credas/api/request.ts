import type {
	IDataObject,
	IExecuteFunctions,
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
import { credasError, type CredasPurpose } from './credasError';
import { portalOrigin } from './portalOrigin';

/** Where a request can be sent from. */
export type CredasContext = IExecuteFunctions | IWebhookFunctions | ILoadOptionsFunctions;

/** One call of the Credas API. */
export interface CredasRequest {
	/** `GET` unless said otherwise. */
	method?: IHttpRequestMethods;
	/** The path behind `/api/v2/ci`, its ids already encoded. */
	path: string;
	body?: IDataObject;
	/** `stream` gives the answer's bytes as they come; otherwise JSON is parsed. */
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
	const origin = portalOrigin(await context.getCredentials('credasApi'));
	if (!origin) return { failure: { reason: 'the Base URL of the credential is not an address' } };

	const endSignal = endSignalOf(context, deadlineMilliseconds);
	const send = async (): Promise<Attempt<unknown>> => {
		try {
			const value: unknown = await context.helpers.httpRequestWithAuthentication.call(
				context,
				'credasApi',
				{
					method,
					url: `${origin}/api/v2/ci${path}`,
					body,
					encoding,
					json: encoding === undefined,
					headers: { Accept: accept },
					timeout: timeoutMilliseconds,
					disableFollowRedirect: true,
					sendCredentialsOnCrossOriginRedirect: false,
					abortSignal: endSignal,
				},
			);
			return { value };
		} catch (error) {
			return { failure: readFailedRequest(error) };
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
