import { EventEmitter } from 'events';

import {
	DeliveryLedger,
	keyLifetime,
	ledgerOf,
	settleByAnswer,
	type Claim,
} from '../../../nodes/shared/deliveryLedger';

type Response = Parameters<typeof settleByAnswer>[1];

const answer = (statusCode: number) => {
	const response = Object.assign(new EventEmitter(), { statusCode });
	return response as EventEmitter & Response;
};

const settle = (claim: Claim, delivered: boolean) => {
	if (claim.repeat) throw new Error('A repeat has nothing to settle');
	claim.settle(delivered);
};

describe('the delivery ledger', () => {
	it('takes a key for a repeat once its answer went out', async () => {
		const ledger = new DeliveryLedger();
		settle(await ledger.claim('a'), true);
		expect(await ledger.claim('a')).toEqual({ repeat: true });
		expect((await ledger.claim('b')).repeat).toBe(false);
	});

	it('lets the retry run when the first answer did not go out', async () => {
		const ledger = new DeliveryLedger();
		settle(await ledger.claim('a'), false);
		expect((await ledger.claim('a')).repeat).toBe(false);
	});

	it('keeps a copy waiting while the first is unanswered, and then calls it a repeat', async () => {
		const ledger = new DeliveryLedger();
		const first = await ledger.claim('a');
		let second: Claim | undefined;
		const waiting = ledger.claim('a').then((claim) => (second = claim));
		await new Promise(setImmediate);
		expect(second).toBeUndefined();

		settle(first, true);
		await waiting;
		expect(second).toEqual({ repeat: true });
	});

	it('lets exactly one of several waiting copies take the place of a first that came to nothing', async () => {
		const ledger = new DeliveryLedger();
		const first = await ledger.claim('a');
		const copies = [ledger.claim('a'), ledger.claim('a'), ledger.claim('a')];
		settle(first, false);

		const next = await Promise.race(copies);
		expect(next.repeat).toBe(false);
		settle(next, true);
		const claims = await Promise.all(copies);
		expect(claims.filter(({ repeat }) => !repeat)).toHaveLength(1);
	});

	it('forgets a key that is no name for ever after ten minutes', async () => {
		let now = 0;
		const ledger = new DeliveryLedger(100, () => now);
		settle(await ledger.claim('hash', keyLifetime.tenMinutes), true);
		now = keyLifetime.tenMinutes - 1;
		expect((await ledger.claim('hash', keyLifetime.tenMinutes)).repeat).toBe(true);
		now = keyLifetime.tenMinutes;
		expect((await ledger.claim('hash', keyLifetime.tenMinutes)).repeat).toBe(false);
	});

	it('keeps the newest keys within its bound, and never drops one that is still unanswered', async () => {
		const ledger = new DeliveryLedger(2);
		const open = await ledger.claim('open');
		for (const key of ['1', '2', '3']) settle(await ledger.claim(key), true);

		expect((await ledger.claim('3')).repeat).toBe(true);
		expect((await ledger.claim('1')).repeat).toBe(false);
		settle(open, true);
		expect((await ledger.claim('open')).repeat).toBe(true);
	});
});

describe('settling by the answer', () => {
	it.each([
		['a 200 that went out', 200, ['finish', 'close'], true],
		['a 204 that went out', 204, ['finish', 'close'], true],
		['a 500 that went out', 500, ['finish', 'close'], false],
		['a connection that broke before the answer', 200, ['close'], false],
	])('%s', async (_what, statusCode, events, isRepeatAfterwards) => {
		const ledger = new DeliveryLedger();
		const response = answer(statusCode);
		settleByAnswer(await ledger.claim('a'), response);
		for (const event of events) response.emit(event);
		expect((await ledger.claim('a')).repeat).toBe(isRepeatAfterwards);
	});
});

describe('the ledger of a trigger', () => {
	it('is the same at every call and another for every node', () => {
		expect(ledgerOf('workflow', 'node')).toBe(ledgerOf('workflow', 'node'));
		expect(ledgerOf('workflow', 'node')).not.toBe(ledgerOf('workflow', 'other node'));
	});
});
