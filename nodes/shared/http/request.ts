import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { asRecord } from '../values/unknownInput';

import { readFailedRequest, type FailedRequest } from './failure';
import { pause } from './pause';
import { neverAgain, readingPolicy, retryDelay, type Attempt, type RetryPolicy } from './retry';
import type { Turnstile } from './turnstile';

/** Where a request can be sent from. */
export type RequestContext =
	| IExecuteFunctions
	| IHookFunctions
	| IWebhookFunctions
	| ILoadOptionsFunctions
	| IPollFunctions;

/** How to treat one request, whatever the service. */
export interface RequestRules {
	/**
	 * Unless this says otherwise, `GET` is tried again and everything else is sent once. What was refused with 429 goes again
	 * in any case, as long as the turnstile allows it, but while a call waits for its answer.
	 */
	retry?: RetryPolicy;
	/** When all tries must be over, fetching an access token included. */
	deadline?: AbortSignal;
	/** How long the answer may take to begin, in milliseconds; 30 seconds unless this says otherwise. */
	beginsWithin?: number;
	/**
	 * The credential, as it was read for this item: n8n would look it up and decrypt it for every request, and always for
	 * the first item. A token that n8n renews is written into it.
	 */
	credential: ICredentialDataDecryptedObject;
	/** What lets the requests of an execution through. */
	turnstile: Turnstile;
	/** Reads what n8n's HTTP helper threw; the default is for an answer that was read whole. */
	readFailure?: (error: unknown) => FailedRequest | Promise<FailedRequest>;
}

/** How often a request is tried, and when all of it must be over. */
export type RequestLimits = Pick<RequestRules, 'retry' | 'deadline' | 'beginsWithin'>;

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
	{
		retry,
		deadline,
		beginsWithin = timeoutMilliseconds,
		credential,
		turnstile,
		readFailure = readFailedRequest,
	}: RequestRules,
): Promise<Attempt<unknown>> {
	const { method = 'GET' } = request;
	const endSignal = firstOf(deadline, cancelSignalOf(context));
	const known = {
		credentialsDecrypted: { id: '', name: '', type: credentialType, data: credential },
	};
	let refusal: FailedRequest | undefined;
	const sendUntil = async (tooLate?: AbortSignal): Promise<Attempt<unknown>> => {
		try {
			// n8n changes the options it is given, so each try gets a copy of its own.
			const options = {
				...request,
				method,
				timeout: beginsWithin,
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
		const attempt = await (tooLate ? inTime(answer, tooLate) : answer);
		refusal = 'failure' in attempt ? attempt.failure : undefined;
		return attempt;
	};
	const policy = retry ?? (method === 'GET' ? readingPolicy : neverAgain);
	const isRepeatable = policy !== neverAgain;
	// Its sender waits for our answer, and comes again by itself.
	const isCall = 'getResponseObject' in context;
	const attempts = requestWithRetries(
		async (onSent) =>
			await turnstile.pass(
				async () => {
					onSent();
					return await sendOnce();
				},
				{
					goesAgain: ({ statusCode }) => !isCall && (statusCode === 429 || isRepeatable),
					endSignal,
					untilOver: request.encoding === 'stream' ? untilClosed : undefined,
				},
			),
		policy,
		endSignal,
		// The turnstile has sent it again as long as there was hope.
		({ statusCode }) => statusCode === 429,
	);
	return await (deadline ? inTime(attempts, deadline, () => refusal) : attempts);
}

/**
 * Sends a request, again where the policy allows it, and gives the last outcome. Ends at once when cancelled. `request`
 * reports when it was sent, if it had to wait first, since that time is not counted. `isSettled` says of a failure that
 * nothing more is to be tried, whatever the policy.
 */
export async function requestWithRetries<T>(
	request: (onSent: () => void) => Promise<Attempt<T>>,
	policy: RetryPolicy,
	cancelSignal?: AbortSignal,
	isSettled: (failure: FailedRequest) => boolean = () => false,
): Promise<Attempt<T>> {
	let startedAt: number | undefined;
	for (let sent = 1; ; sent++) {
		const calledAt = Date.now();
		const attempt = await request(() => (startedAt ??= Date.now()));
		startedAt ??= calledAt;
		if ('value' in attempt || cancelSignal?.aborted) return attempt;
		if (isSettled(attempt.failure)) return attempt;

		const now = Date.now();
		const moment = { sent, elapsedMilliseconds: now - startedAt, now, random: Math.random() };
		const delay = retryDelay(attempt.failure, policy, moment);
		if (delay === undefined) return attempt;

		await pause(delay, cancelSignal);
		if (cancelSignal?.aborted) return attempt;
	}
}

/** Settles when nothing more of a streamed answer comes: until then its request is under way. */
async function untilClosed(answer: unknown): Promise<void> {
	const body = asRecord(asRecord(answer)?.body);
	const { once, closed } = body ?? {};
	if (typeof once !== 'function' || closed === true) return;
	await new Promise<void>((resolve) => {
		once.call(body, 'close', resolve);
	});
}

// The content of a stream comes after the answer has begun; who reads it knows how long that may take.
const timeLimitOf = ({ encoding }: IHttpRequestOptions) =>
	encoding === 'stream' ? undefined : AbortSignal.timeout(wholeAnswerMilliseconds);

const firstOf = (one?: AbortSignal, other?: AbortSignal) =>
	one && other && one !== other ? AbortSignal.any([one, other]) : (one ?? other);

/**
 * Gives what came of a request, or a failure when time is up first. A signal alone ends neither a credential's own request
 * for a token nor an answer that has begun and trickles in (axios 1.18, in n8n 2.41). `known` gives the failure of a
 * request before this one, which says more.
 */
export async function inTime(
	answer: Promise<Attempt<unknown>>,
	deadline: AbortSignal,
	known: () => FailedRequest | undefined = () => undefined,
): Promise<Attempt<unknown>> {
	return await beforeDeadline(answer, deadline, async () => {
		return await Promise.resolve({ failure: known() ?? outOfTime });
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
