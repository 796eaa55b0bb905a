import type { FailedRequest } from './failure';

/** Which failed requests are sent again, how often, and for how long in all. */
export interface RetryPolicy {
	/** The most requests to send, the first one included. */
	tries: number;
	/** The most time from the first request to the start of the last one, in milliseconds. */
	budgetMilliseconds: number;
	statusCodes: readonly number[];
}

/** What came of a request: its value, or why there is none. */
export type Attempt<T> = { value: T } | { failure: FailedRequest };

const retriedNetworkCodes = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'ECONNABORTED',
	'ETIMEDOUT',
	'EPIPE',
	'EAI_AGAIN',
]);

/**
 * The status codes of a service that is busy or unavailable for a moment, so that asking again may help. 500 is left out
 * on purpose: some services answer it to input that they do not accept.
 */
export const busyStatusCodes: readonly number[] = [429, 502, 503, 504];

/** For reading from a service that may be busy or unavailable for a moment. */
export const readingPolicy: RetryPolicy = {
	tries: 3,
	budgetMilliseconds: 60_000,
	statusCodes: busyStatusCodes,
};

/** For requests that change something: after a doubtful answer they must not be sent again. */
export const neverAgain: RetryPolicy = { tries: 1, budgetMilliseconds: 0, statusCodes: [] };

const firstBackoffMilliseconds = 500;

const seconds = /^\d+(\.\d+)?$/;

/** The three forms of an HTTP date (RFC 9110, 5.6.7): all begin with a day and are in GMT. */
const httpDate =
	/^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,? .*\d{2}:\d{2}:\d{2}( \d{4}| GMT)$/i;

/**
 * Reads `Retry-After` as milliseconds from `now`: seconds, with decimals rounded up, or an HTTP date. Undefined when it
 * says neither; JavaScript would read `3.5` as a day of the year 2001.
 */
export function retryAfterMilliseconds(
	retryAfter: string | undefined,
	now: number,
): number | undefined {
	const text = retryAfter?.trim() ?? '';
	if (seconds.test(text)) return Math.ceil(Number(text)) * 1000;
	if (!httpDate.test(text)) return undefined;
	const date = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The state of a series of tries when one of them has failed. */
export interface RetryMoment {
	/** How many requests have been sent so far. */
	sent: number;
	/** The time since the first request, in milliseconds. */
	elapsedMilliseconds: number;
	/** The current time, in milliseconds since 1970. */
	now: number;
	/** A random number from 0 to 1, so that executions that wait do not all ask at the same moment. */
	random: number;
}

/**
 * Decides how long to wait before the next try, in milliseconds; undefined when there is not to be one. The service's
 * own `Retry-After` takes precedence over the backoff, which starts at half a second and doubles, with jitter.
 */
export function retryDelay(
	{ statusCode, networkCode, retryAfter }: FailedRequest,
	policy: RetryPolicy,
	{ sent, elapsedMilliseconds, now, random }: RetryMoment,
): number | undefined {
	const worthAsking =
		statusCode === undefined
			? retriedNetworkCodes.has(networkCode ?? '')
			: policy.statusCodes.includes(statusCode);
	if (!worthAsking || sent >= policy.tries) return undefined;

	const backoff = firstBackoffMilliseconds * 2 ** (sent - 1) * (0.5 + random / 2);
	const delay = retryAfterMilliseconds(retryAfter, now) ?? backoff;
	return elapsedMilliseconds + delay <= policy.budgetMilliseconds ? delay : undefined;
}
