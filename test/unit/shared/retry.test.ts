import { requestWithRetries } from '../../../nodes/shared/http/request';
import {
	neverAgain,
	readingPolicy,
	retryAfterMilliseconds,
	retryDelay,
	type Attempt,
	type RetryMoment,
} from '../../../nodes/shared/http/retry';

const firstTry: RetryMoment = { sent: 1, elapsedMilliseconds: 0, now: 0, random: 1 };

describe('reading Retry-After', () => {
	const now = Date.parse('2026-11-21T10:00:00Z');

	it.each([
		['7', 7_000],
		['0', 0],
		['Sat, 21 Nov 2026 10:00:30 GMT', 30_000],
		['Sat, 21 Nov 2026 09:00:00 GMT', 0],
		['Saturday, 21-Nov-26 10:00:30 GMT', 30_000],
		['Sat Nov 21 10:00:30 2026', 30_000],
		['3.5', 4_000],
		['0.2', 1_000],
		['soon', undefined],
		['', undefined],
		['-1', undefined],
		['1e3', undefined],
		['10 s', undefined],
		['2026-11-21', undefined],
		['3/5', undefined],
		[undefined, undefined],
	])('%s means %s ms', (header, milliseconds) => {
		expect(retryAfterMilliseconds(header, now)).toBe(milliseconds);
	});
});

describe('whether and when a read is asked again', () => {
	it.each([429, 502, 503, 504])('%i is asked again after half a second at most', (statusCode) => {
		expect(retryDelay({ statusCode }, readingPolicy, firstTry)).toBe(500);
	});

	it.each([400, 401, 403, 404, 405, 422, 500])('%i is not asked again', (statusCode) => {
		expect(retryDelay({ statusCode }, readingPolicy, firstTry)).toBeUndefined();
	});

	it.each(['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'EAI_AGAIN'])(
		'a connection that ends with %s is tried again',
		(networkCode) => {
			expect(retryDelay({ networkCode }, readingPolicy, firstTry)).toBe(500);
		},
	);

	it.each(['ENOTFOUND', 'CERT_HAS_EXPIRED', 'ERR_CANCELED'])(
		'%s will not change by itself, so it is not tried again',
		(networkCode) => {
			expect(retryDelay({ networkCode }, readingPolicy, firstTry)).toBeUndefined();
		},
	);

	it.each([429, 500, 502, 503, 504])(
		'%i to a request that changes something is never asked again',
		(statusCode) => {
			expect(retryDelay({ statusCode, retryAfter: '0' }, neverAgain, firstTry)).toBeUndefined();
		},
	);

	it("waits as long as the service's Retry-After says", () => {
		expect(retryDelay({ statusCode: 429, retryAfter: '12' }, readingPolicy, firstTry)).toBe(12_000);
	});

	it('gives up when Retry-After lies beyond the minute', () => {
		expect(
			retryDelay({ statusCode: 503, retryAfter: '61' }, readingPolicy, firstTry),
		).toBeUndefined();
	});

	it('doubles the wait and spreads it between half of it and all of it', () => {
		const second = { ...firstTry, sent: 2 };
		expect(retryDelay({ statusCode: 503 }, readingPolicy, second)).toBe(1_000);
		expect(retryDelay({ statusCode: 503 }, readingPolicy, { ...second, random: 0 })).toBe(500);
	});

	it('stops after the third request', () => {
		expect(
			retryDelay({ statusCode: 503 }, readingPolicy, { ...firstTry, sent: 3 }),
		).toBeUndefined();
	});
});

describe('a series of tries', () => {
	const busy: Attempt<string> = { failure: { statusCode: 503, retryAfter: '0' } };
	const answers = (...attempts: Array<Attempt<string>>) => {
		const request = jest.fn<Promise<Attempt<string>>, []>();
		for (const attempt of attempts) request.mockResolvedValueOnce(attempt);
		return request;
	};

	it('gives the answer that came after two busy ones', async () => {
		const request = answers(busy, busy, { value: 'details' });
		expect(await requestWithRetries(request, readingPolicy)).toEqual({ value: 'details' });
		expect(request).toHaveBeenCalledTimes(3);
	});

	it('gives the last failure when the service stays busy', async () => {
		const request = answers(busy, busy, busy, { value: 'too late' });
		expect(await requestWithRetries(request, readingPolicy)).toEqual(busy);
		expect(request).toHaveBeenCalledTimes(3);
	});

	it('asks no more once the execution is cancelled while it waits', async () => {
		const cancel = new AbortController();
		const request = jest.fn(async () => {
			cancel.abort();
			return { failure: { statusCode: 429, retryAfter: '30' } } as Attempt<string>;
		});
		await requestWithRetries(request, readingPolicy, cancel.signal);
		expect(request).toHaveBeenCalledTimes(1);
	});
});
