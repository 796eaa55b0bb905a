import type { FailedRequest } from '../../../nodes/shared/http/failure';
import type { Attempt } from '../../../nodes/shared/http/retry';
import { Turnstile } from '../../../nodes/shared/http/turnstile';
import { seededRandom, VirtualTime } from '../../virtualTime';

/** How long the service takes for each request, in milliseconds: one round. */
const round = 1_000;

const always = () => true;

/** A service that takes so many requests at once, and refuses the others. */
class BusyService {
	readonly served: number[] = [];

	refused = 0;

	most = 0;

	private underWay = 0;

	constructor(
		private readonly time: VirtualTime,
		private readonly atOnce: number,
		private readonly retryAfter: () => string | undefined,
	) {}

	async serve(request: number): Promise<Attempt<number>> {
		if (this.underWay >= this.atOnce) {
			this.refused++;
			return { failure: { statusCode: 429, retryAfter: this.retryAfter() } };
		}
		this.most = Math.max(this.most, ++this.underWay);
		await this.time.pause(round);
		this.underWay--;
		this.served.push(request);
		return { value: request };
	}
}

const usual = { atOnce: 5, patienceMilliseconds: 300_000 };

const retryAfterKinds: Array<[string, (time: VirtualTime) => string | undefined]> = [
	['no Retry-After', () => undefined],
	['Retry-After in seconds', () => '1'],
	['Retry-After as a date', (time) => new Date(time.now() + round).toUTCString()],
];

describe('a service of N at once', () => {
	const cases = [1, 2, 5, 10].flatMap((atOnce) =>
		[5, 20, 50].flatMap((batch) =>
			[60, 200].flatMap((requests) =>
				retryAfterKinds.map(
					([kind, retryAfter]) => [atOnce, batch, requests, kind, retryAfter] as const,
				),
			),
		),
	);

	it.each(cases)(
		'N = %i, batch %i, %i requests, %s',
		async (atOnce, batch, count, _kind, retryAfter) => {
			const time = new VirtualTime(seededRandom());
			const service = new BusyService(time, atOnce, () => retryAfter(time));
			const turnstile = new Turnstile({ ...usual, atOnce: batch }, time);
			let [underWay, most] = [0, 0];
			const requests = Array.from({ length: count }, async (_unused, request) => {
				return await turnstile.pass(
					async () => {
						most = Math.max(most, ++underWay);
						const attempt = await service.serve(request);
						underWay--;
						return attempt;
					},
					{ goesAgain: always },
				);
			});
			const attempts = await time.until(Promise.all(requests));

			expect(attempts).toEqual(Array.from({ length: count }, (_unused, value) => ({ value })));
			// Each once: what was refused had not been done.
			expect([...service.served].sort((one, other) => one - other)).toEqual(
				Array.from({ length: count }, (_unused, request) => request),
			);
			expect(most).toBeLessThanOrEqual(batch);
			// A wider gate is tried after 4 rounds, 8, 16, 32 and 64.
			const widenings = 6;
			expect(service.refused).toBeLessThanOrEqual(2 * batch + widenings);
			expect(time.now() / round).toBeLessThanOrEqual((1.5 * count) / Math.min(atOnce, batch));
		},
	);
});

describe('a service of so many a second', () => {
	const cases = [1, 5, 20, 100].flatMap((perSecond) =>
		[5, 20, 50].flatMap((batch) =>
			retryAfterKinds.map(([kind, retryAfter]) => [perSecond, batch, kind, retryAfter] as const),
		),
	);

	it.each(cases)('%i a second, batch %i, %s', async (perSecond, batch, _kind, retryAfter) => {
		const time = new VirtualTime(seededRandom());
		const turnstile = new Turnstile({ ...usual, atOnce: batch }, time);
		const servedIn = new Map<number, number>();
		let refused = 0;
		const serve = async (request: number): Promise<Attempt<number>> => {
			const second = Math.floor(time.now() / 1_000);
			const served = servedIn.get(second) ?? 0;
			if (served >= perSecond) {
				refused++;
				return { failure: { statusCode: 429, retryAfter: retryAfter(time) } };
			}
			servedIn.set(second, served + 1);
			await time.pause(50);
			return { value: request };
		};
		const requests = Array.from({ length: 200 }, async (_unused, request) => {
			return await turnstile.pass(async () => await serve(request), { goesAgain: always });
		});
		const attempts = await time.until(Promise.all(requests));

		expect(attempts).toEqual(Array.from({ length: 200 }, (_unused, value) => ({ value })));
		const seconds = 200 / perSecond;
		expect(refused).toBeLessThanOrEqual(2 * batch + 3 * seconds);
		expect(time.now() / 1_000).toBeLessThanOrEqual(1.25 * seconds + 1);
	});
});

describe('the turnstile', () => {
	const busy: FailedRequest = { statusCode: 429, retryAfter: '1' };
	const sending = (...attempts: Array<Attempt<string>>) => {
		const send = jest.fn<Promise<Attempt<string>>, []>();
		for (const attempt of attempts) send.mockResolvedValueOnce(attempt);
		return send;
	};

	it('sends again what was refused for being busy, before what has not been sent', async () => {
		const time = new VirtualTime();
		const turnstile = new Turnstile({ ...usual, atOnce: 1 }, time);
		const order: string[] = [];
		const pass = async (name: string, ...attempts: Array<Attempt<string>>) => {
			const send = sending(...attempts);
			return await turnstile.pass(
				async () => {
					order.push(name);
					return await send();
				},
				{ goesAgain: always },
			);
		};
		const one = pass('one', { failure: busy }, { value: 'one' });
		const other = pass('other', { value: 'other' });

		expect(await time.until(Promise.all([one, other]))).toEqual([
			{ value: 'one' },
			{ value: 'other' },
		]);
		expect(order).toEqual(['one', 'one', 'other']);
	});

	it('gives the refusal of what must not go again, and lets the others through', async () => {
		const time = new VirtualTime();
		const turnstile = new Turnstile({ ...usual, atOnce: 1 }, time);
		const create = sending({ failure: busy });
		const refused = turnstile.pass(create, { goesAgain: () => false });
		const other = turnstile.pass(sending({ value: 'other' }), { goesAgain: always });

		expect(await time.until(Promise.all([refused, other]))).toEqual([
			{ failure: busy },
			{ value: 'other' },
		]);
		expect(create).toHaveBeenCalledTimes(1);
	});

	it('gives up when the service has refused for longer than the pace allows, with what waits', async () => {
		const time = new VirtualTime();
		const turnstile = new Turnstile({ atOnce: 1, patienceMilliseconds: 10_000 }, time);
		const send = jest.fn(async () => await Promise.resolve<Attempt<string>>({ failure: busy }));
		const never = sending();
		const one = turnstile.pass(send, { goesAgain: always });
		const other = turnstile.pass(never, { goesAgain: always });

		expect(await time.until(Promise.all([one, other]))).toEqual([
			{ failure: busy },
			{ failure: busy },
		]);
		expect(never).not.toHaveBeenCalled();
		expect(time.now()).toBeLessThanOrEqual(10_000);
		expect(send.mock.calls.length).toBeGreaterThan(5);
	});

	it('gives up at once where the service names a moment beyond that', async () => {
		const time = new VirtualTime();
		const turnstile = new Turnstile(usual, time);
		const hour = { statusCode: 429, retryAfter: '3600' };
		const attempt = turnstile.pass(sending({ failure: hour }), { goesAgain: always });
		expect(await time.until(attempt)).toEqual({ failure: hour });
		expect(time.now()).toBe(0);
	});

	it('ends the waiting at once when it is cancelled, in the queue and at the closed gate', async () => {
		const time = new VirtualTime();
		const turnstile = new Turnstile({ ...usual, atOnce: 1 }, time);
		const cancel = new AbortController();
		const rules = { goesAgain: always, endSignal: cancel.signal };
		const refused = turnstile.pass(sending({ failure: busy }), rules);
		const queued = turnstile.pass(sending(), rules);
		const cancelling = time.pause(300).then(() => cancel.abort());

		expect(await time.until(Promise.all([refused, queued, cancelling]))).toMatchObject([
			{ failure: busy },
			{ failure: { networkCode: 'ERR_CANCELED' } },
			undefined,
		]);
		expect(time.now()).toBe(300);
	});

	it('counts a streamed answer as under way until it is over', async () => {
		const time = new VirtualTime();
		const turnstile = new Turnstile({ ...usual, atOnce: 1 }, time);
		const first = turnstile.pass(sending({ value: 'stream' }), {
			goesAgain: always,
			untilOver: async () => await time.pause(5_000),
		});
		const second = turnstile.pass(
			async () => await Promise.resolve({ value: String(time.now()) }),
			{ goesAgain: always },
		);
		expect(await time.until(Promise.all([first, second]))).toEqual([
			{ value: 'stream' },
			{ value: '5000' },
		]);
	});

	it('lets others through after a request that threw', async () => {
		const time = new VirtualTime();
		const turnstile = new Turnstile({ ...usual, atOnce: 1 }, time);
		const throwing = async () => await Promise.reject<Attempt<string>>(new Error('thrown'));
		await expect(time.until(turnstile.pass(throwing, { goesAgain: always }))).rejects.toThrow();
		const next = turnstile.pass(sending({ value: 'next' }), { goesAgain: always });
		expect(await time.until(next)).toEqual({ value: 'next' });
	});
});
