import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { readFailedRequest, type FailedRequest } from './failure';
import {
	neverAgain,
	readingPolicy,
	requestWithRetries,
	type Attempt,
	type RetryPolicy,
} from './retry';

/** Where a request can be sent from. */
export type RequestContext =
	| IExecuteFunctions
	| IHookFunctions
	| IWebhookFunctions
	| ILoadOptionsFunctions
	| IPollFunctions;

/** How to treat one request, whatever the service. */
export interface RequestRules {
	/** Unless this says otherwise, `GET` is tried again and everything else is sent once. */
	retry?: RetryPolicy;
	/** When all tries must be over, fetching an access token included. */
	deadline?: AbortSignal;
	/**
	 * The credential, where it was read before: n8n would look it up and decrypt it for every request. Not for one whose
	 * token n8n renews: it stores the whole credential with the new token, and so would undo what was changed since.
	 */
	credential?: ICredentialDataDecryptedObject;
	/** Reads what n8n's HTTP helper threw; the default is for an answer that was read whole. */
	readFailure?: (error: unknown) => FailedRequest | Promise<FailedRequest>;
}

/** How often a request is tried, and when all of it must be over. */
export type RequestLimits = Pick<RequestRules, 'retry' | 'deadline'>;

/** How long an answer may take to begin, in milliseconds: some are made only when asked for. */
const timeoutMilliseconds = 30_000;

/** How long an answer may take to come whole, in milliseconds: nothing else would end one that trickles in. */
const wholeAnswerMilliseconds = 120_000;

const outOfTime: FailedRequest = { networkCode: 'ETIMEDOUT' };

const cancelSignalOf = (context: RequestContext) =>
	'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

/**
 * Sends a request with a credential and gives the answer, or what stood in its way. Does not throw, whatever the answer.
 * The credential's key goes only to the host of the URL: redirects are not followed.
 */
export async function attemptRequest(
	context: RequestContext,
	credentialType: string,
	request: IHttpRequestOptions,
	{ retry, deadline, credential, readFailure = readFailedRequest }: RequestRules,
): Promise<Attempt<unknown>> {
	const { method = 'GET' } = request;
	const endSignal = firstOf(deadline, cancelSignalOf(context));
	const known = credential && {
		credentialsDecrypted: { id: '', name: '', type: credentialType, data: credential },
	};
	const sendUntil = async (tooLate?: AbortSignal): Promise<Attempt<unknown>> => {
		try {
			// n8n changes the options it is given, so each try gets a copy of its own.
			const options = {
				...request,
				method,
				timeout: timeoutMilliseconds,
				disableFollowRedirect: true,
				sendCredentialsOnCrossOriginRedirect: false,
				abortSignal: firstOf(endSignal, tooLate),
			};
			const { httpRequestWithAuthentication: send } = context.helpers;
			return { value: await send.call(context, credentialType, options, known) };
		} catch (error) {
			return { failure: tooLate?.aborted ? outOfTime : await readFailure(error) };
		}
	};
	const sendOnce = async () => {
		const tooLate = deadline ?? timeLimitOf(request);
		const answer = sendUntil(tooLate);
		return await (tooLate ? inTime(answer, tooLate) : answer);
	};
	const policy = retry ?? (method === 'GET' ? readingPolicy : neverAgain);
	const attempts = requestWithRetries(sendOnce, policy, endSignal);
	return await (deadline ? inTime(attempts, deadline) : attempts);
}

// The content of a stream comes after the answer has begun; who reads it knows how long that may take.
const timeLimitOf = ({ encoding }: IHttpRequestOptions) =>
	encoding === 'stream' ? undefined : AbortSignal.timeout(wholeAnswerMilliseconds);

const firstOf = (one?: AbortSignal, other?: AbortSignal) =>
	one && other && one !== other ? AbortSignal.any([one, other]) : (one ?? other);

/**
 * Gives what came of a request, or a failure when time is up first. A signal alone ends neither a credential's own request
 * for a token nor an answer that has begun and trickles in (axios 1.18, in n8n 2.41).
 */
export async function inTime(
	answer: Promise<Attempt<unknown>>,
	deadline: AbortSignal,
): Promise<Attempt<unknown>> {
	return await beforeDeadline(answer, deadline, async () => {
		return await Promise.resolve({ failure: outOfTime });
	});
}

/**
 * Gives what comes of `work`, or what comes of `late` when time is up first. Keeps no hold on either afterwards; racing
 * against one promise of the deadline would, until then.
 */
export async function beforeDeadline<T>(
	work: Promise<T>,
	deadline: AbortSignal,
	late: () => Promise<T>,
): Promise<T> {
	return await new Promise((resolve, reject) => {
		const giveUp = () => resolve(late());
		if (deadline.aborted) giveUp();
		deadline.addEventListener('abort', giveUp);
		work.then(resolve, reject).finally(() => deadline.removeEventListener('abort', giveUp));
	});
}
