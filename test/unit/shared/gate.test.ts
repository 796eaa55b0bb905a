import type { FailedRequest } from '../../../nodes/shared/http/failure';
import { asksForLess, Gate, type Turn } from '../../../nodes/shared/http/gate';

const busy = (retryAfter?: string): FailedRequest => ({ statusCode: 429, retryAfter });

const gateFor = (atOnce: number, patienceMilliseconds = 300_000, random = 1) =>
	new Gate({ atOnce, patienceMilliseconds }, () => random);

/** Lets in as many as may go at this moment. */
function enterAll(gate: Gate, now: number): Turn[] {
	const turns: Turn[] = [];
	while (gate.opensAt(now) === now) turns.push(gate.enter(now));
	return turns;
}

/** Lets a whole round of requests in, and has all of them served. */
function serveRound(gate: Gate, now: number): number {
	const turns = enterAll(gate, now);
	for (const turn of turns) gate.served(turn);
	return turns.length;
}

describe('what asks for less', () => {
	it.each<[FailedRequest, boolean]>([
		[{ statusCode: 429 }, true],
		[{ statusCode: 429, retryAfter: 'soon' }, true],
		[{ statusCode: 503, retryAfter: '3' }, true],
		[{ statusCode: 503, retryAfter: 'Sat, 21 Nov 2026 10:00:30 GMT' }, true],
		[{ statusCode: 503, retryAfter: 'soon' }, false],
		[{ statusCode: 503 }, false],
		[{ statusCode: 502, retryAfter: '3' }, false],
		[{ networkCode: 'ECONNRESET' }, false],
	])('%j: %s', (failure, expected) => {
		expect(asksForLess(failure, 0)).toBe(expected);
	});
});

describe('the gate', () => {
	it('lets no more in than the batch size, whatever asks', () => {
		const gate = gateFor(3);
		expect(enterAll(gate, 0)).toHaveLength(3);
		expect(gate.opensAt(0)).toBeUndefined();
	});

	it.each<[what: string, retryAfter: string | undefined, opensAt: number]>([
		['seconds', '7', 7_000],
		['decimals, rounded up', '3.5', 4_000],
		['a date', new Date(30_000).toUTCString(), 30_000],
		['nothing: half a second', undefined, 500],
		['something else, which counts as nothing', 'soon', 500],
		['a negative number, which counts as nothing', '-5', 500],
		['no time at all: a moment, so that nothing spins', '0', 50],
		['a date that is over: a moment', new Date(0).toUTCString(), 50],
	])('closes until the moment that the service names: %s', (_what, retryAfter, opensAt) => {
		const gate = gateFor(1);
		gate.refused(gate.enter(0), busy(retryAfter), 0);
		expect(gate.opensAt(0)).toBe(opensAt);
	});

	it('stays closed for twice as long each time, up to half a minute, where the service names no moment', () => {
		const gate = gateFor(1);
		let now = 0;
		const closings = Array.from({ length: 8 }, () => {
			gate.refused(gate.enter(now), busy(), now);
			const closed = (gate.opensAt(now) ?? 0) - now;
			now += closed;
			return closed;
		});
		expect(closings).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
	});

	it('opens with half as many, however many of those under way are refused', () => {
		const gate = gateFor(20);
		for (const turn of enterAll(gate, 0)) gate.refused(turn, busy('1'), 0);
		expect(gate.currentWidth).toBe(10);
		expect(gate.opensAt(0)).toBe(1_000);
		expect(enterAll(gate, 1_000)).toHaveLength(10);
	});

	it('halves what was under way, not what might have been', () => {
		const gate = gateFor(50);
		const turns = [0, 1, 2, 3].map(() => gate.enter(0));
		for (const turn of turns) gate.refused(turn, busy('1'), 0);
		expect(gate.currentWidth).toBe(2);
	});

	it('closes for longer when a later refusal names a later moment', () => {
		const gate = gateFor(2);
		const [one, other] = enterAll(gate, 0);
		if (one) gate.refused(one, busy('1'), 0);
		if (other) gate.refused(other, busy('5'), 100);
		expect(gate.opensAt(100)).toBe(5_100);
	});

	it('spreads those that have waited, within a tenth of the time that it was closed', () => {
		const gate = gateFor(4, 300_000, 0.5);
		for (const turn of enterAll(gate, 0)) gate.refused(turn, busy('10'), 0);
		expect(enterAll(gate, 10_000).map(({ startsAt }) => startsAt)).toEqual([10_500, 10_500]);
	});

	it('widens by one after each round without a refusal, up to the batch size', () => {
		const gate = gateFor(8);
		for (const turn of enterAll(gate, 0)) gate.refused(turn, busy('1'), 0);
		const rounds = Array.from({ length: 4 }, () => serveRound(gate, 5_000));
		expect(rounds).toEqual([4, 5, 6, 7]);
	});

	it('tries a width that was refused only after several rounds, and twice as many the next time', () => {
		const gate = gateFor(50);
		let now = 0;
		/** Rounds of a service of two at once, until it refuses. */
		const roundsUntilRefused = () => {
			for (let rounds = 1; ; rounds++) {
				now = Math.max(now, gate.opensAt(now) ?? now);
				const turns = enterAll(gate, now);
				turns.slice(0, 2).forEach((turn) => gate.served(turn));
				turns.slice(2).forEach((turn) => gate.refused(turn, busy('1'), now));
				if (turns.length > 2) return rounds;
			}
		};
		const series = Array.from({ length: 9 }, roundsUntilRefused);
		// 50, 25, 12, 6, 3 are refused at once; then 1, 2 … and 3 again.
		expect(series).toEqual([1, 1, 1, 1, 1, 6, 10, 18, 34]);
	});

	it('forgets that a width was refused once it is served', () => {
		const gate = gateFor(4);
		for (const turn of enterAll(gate, 0)) gate.refused(turn, busy('1'), 0);
		const rounds = Array.from({ length: 10 }, () => serveRound(gate, 5_000));
		expect(rounds).toEqual([2, 3, 3, 3, 3, 4, 4, 4, 4, 4]);
	});

	it('does not count what was sent before it closed', () => {
		const gate = gateFor(4);
		const [refused, ...others] = enterAll(gate, 0);
		if (refused) gate.refused(refused, busy('1'), 0);
		for (const turn of others) gate.served(turn);
		expect(gate.currentWidth).toBe(2);
	});

	it.each<[patience: number, retryAfter: string, isHopeless: boolean]>([
		[300_000, '300', false],
		[300_000, '301', true],
		[0, '0', true],
		[60_000, '3600', true],
	])('with a patience of %s ms and Retry-After: %s, hopeless: %s', (patience, retryAfter, is) => {
		const gate = gateFor(1, patience);
		gate.refused(gate.enter(0), busy(retryAfter), 0);
		expect(gate.isHopeless(0)).toBe(is);
	});

	it('counts its patience from the last request that was served', () => {
		const gate = gateFor(1, 10_000);
		gate.refused(gate.enter(0), busy('9'), 0);
		gate.served(gate.enter(9_000));
		gate.refused(gate.enter(9_100), busy('9'), 9_100);
		expect(gate.isHopeless(9_100)).toBe(false);
		gate.refused(gate.enter(18_100), busy('9'), 18_100);
		expect(gate.isHopeless(18_100)).toBe(true);
	});

	it('is hopeless, too, when a late refusal names a far moment after others were served', () => {
		const gate = gateFor(2, 10_000);
		const [one, late] = enterAll(gate, 0);
		if (one) gate.refused(one, busy('1'), 0);
		gate.served(gate.enter(1_000));
		if (late) gate.refused(late, busy('86400'), 2_000);

		expect(gate.isHopeless(2_000)).toBe(true);
	});
});
