import { EventEmitter } from 'events';
import type { IWebhookFunctions } from 'n8n-workflow';

import { keyLifetime, namesOfDelivery } from '../../../nodes/shared/webhook/deliveryKey';
import {
	DeliveryLedger,
	ledgerOf,
	settleByAnswer,
	type Claim,
} from '../../../nodes/shared/webhook/duplicatesInMemory';

type Response = Parameters<typeof settleByAnswer>[1];

const answer = (statusCode: number) => {
	const response = Object.assign(new EventEmitter(), { statusCode });
	return response as EventEmitter & Response;
};

const passed = (...proofs: string[]) =>
	Object.fromEntries(proofs.map((name) => [name, 'passed' as const]));

/** A delivery of this key, all of whose proofs are named. */
const named = (value: string, ...proofs: string[]) =>
	namesOfDelivery({
		key: { value, lifetimeMilliseconds: keyLifetime.durable },
		proofs: passed(...proofs),
	});

const settle = (claim: Claim, delivered: boolean) => {
	if (claim.repeat) throw new Error('A repeat has nothing to settle');
	claim.settle(delivered);
};

describe('the delivery ledger', () => {
	it('takes a key for a repeat once its answer went out', async () => {
		const ledger = new DeliveryLedger();
		settle(await ledger.claim(named('a')), true);
		expect(await ledger.claim(named('a'))).toEqual({ repeat: true });
		expect((await ledger.claim(named('b'))).repeat).toBe(false);
	});

	it('lets the retry run when the first answer did not go out', async () => {
		const ledger = new DeliveryLedger();
		settle(await ledger.claim(named('a')), false);
		expect((await ledger.claim(named('a'))).repeat).toBe(false);
	});

	it('keeps a copy waiting while the first is unanswered, and then calls it a repeat', async () => {
		const ledger = new DeliveryLedger();
		const first = await ledger.claim(named('a'));
		let second: Claim | undefined;
		const waiting = ledger.claim(named('a')).then((claim) => (second = claim));
		await new Promise(setImmediate);
		expect(second).toBeUndefined();

		settle(first, true);
		await waiting;
		expect(second).toEqual({ repeat: true });
	});

	it('lets exactly one of several waiting copies take the place of a first that came to nothing', async () => {
		const ledger = new DeliveryLedger();
		const first = await ledger.claim(named('a'));
		const copies = [ledger.claim(named('a')), ledger.claim(named('a')), ledger.claim(named('a'))];
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
		settle(await ledger.claim(named('hash'), keyLifetime.tenMinutes), true);
		now = keyLifetime.tenMinutes - 1;
		expect((await ledger.claim(named('hash'), keyLifetime.tenMinutes)).repeat).toBe(true);
		now = keyLifetime.tenMinutes;
		expect((await ledger.claim(named('hash'), keyLifetime.tenMinutes)).repeat).toBe(false);
	});

	it('keeps the newest keys within its bound, and never drops one that is still unanswered', async () => {
		const ledger = new DeliveryLedger(2);
		const open = await ledger.claim(named('open'));
		for (const key of ['1', '2', '3']) settle(await ledger.claim(named(key)), true);

		expect((await ledger.claim(named('3'))).repeat).toBe(true);
		expect((await ledger.claim(named('1'))).repeat).toBe(false);
		settle(open, true);
		expect((await ledger.claim(named('open'))).repeat).toBe(true);
	});
});

describe('a call that proved', () => {
	it('less than one that was delivered is a repeat of it', async () => {
		const ledger = new DeliveryLedger();
		settle(await ledger.claim(named('a', 'readBack', 'signedUrl')), true);

		expect(await ledger.claim(named('a', 'readBack'))).toEqual({ repeat: true });
		expect(await ledger.claim(named('a', 'signedUrl'))).toEqual({ repeat: true });
	});

	it('more than one that was delivered is news, once', async () => {
		const ledger = new DeliveryLedger();
		settle(await ledger.claim(named('a', 'readBack')), true);

		settle(await ledger.claim(named('a', 'readBack', 'signedUrl')), true);

		expect(await ledger.claim(named('a', 'readBack', 'signedUrl'))).toEqual({ repeat: true });
		expect(await ledger.claim(named('a', 'readBack'))).toEqual({ repeat: true });
	});

	it('something else than one that was delivered is news', async () => {
		const ledger = new DeliveryLedger();
		settle(await ledger.claim(named('a', 'readBack')), true);

		expect((await ledger.claim(named('a', 'header'))).repeat).toBe(false);
	});

	it('more does not wait for one that proved less, nor is it forgotten with it', async () => {
		const ledger = new DeliveryLedger();
		const weak = await ledger.claim(named('a', 'readBack'));

		settle(await ledger.claim(named('a', 'readBack', 'signedUrl')), true);
		settle(weak, false);

		expect(await ledger.claim(named('a', 'readBack', 'signedUrl'))).toEqual({ repeat: true });
		expect(await ledger.claim(named('a', 'readBack'))).toEqual({ repeat: true });
	});

	it('more and came to nothing leaves what was delivered before', async () => {
		const ledger = new DeliveryLedger();
		settle(await ledger.claim(named('a', 'readBack')), true);

		settle(await ledger.claim(named('a', 'readBack', 'signedUrl')), false);

		expect(await ledger.claim(named('a', 'readBack'))).toEqual({ repeat: true });
		expect((await ledger.claim(named('a', 'readBack', 'signedUrl'))).repeat).toBe(false);
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
		settleByAnswer(await ledger.claim(named('a')), response);
		for (const event of events) response.emit(event);
		expect((await ledger.claim(named('a'))).repeat).toBe(isRepeatAfterwards);
	});
});

describe('a caller who hangs up before the answer', () => {
	it.each([
		['is kept', 'where nothing else would know it', true],
		['is released', 'where the sender’s retry is known elsewhere', false],
	])('a key %s %s', async (_what, _where, keptOnHangUp) => {
		for (const closed of [true, false]) {
			const ledger = new DeliveryLedger();
			const response = Object.assign(answer(200), { closed });
			settleByAnswer(await ledger.claim(named('a')), response, { keptOnHangUp });
			response.emit('close');
			expect((await ledger.claim(named('a'))).repeat).toBe(keptOnHangUp);
		}
	});

	it('keeps no key whose answer was an error', async () => {
		const ledger = new DeliveryLedger();
		const response = answer(500);
		settleByAnswer(await ledger.claim(named('a')), response, { keptOnHangUp: true });
		for (const event of ['finish', 'close']) response.emit(event);
		expect((await ledger.claim(named('a'))).repeat).toBe(false);
	});
});

describe('calls that claim different things about one delivery', () => {
	const key = { value: 'a', lifetimeMilliseconds: keyLifetime.durable };
	const claiming = (claimed: unknown, ...proofs: string[]) =>
		namesOfDelivery({ key, proofs: passed(...proofs), claimed });

	it('are no repeats of one another, whatever the order of what they say', async () => {
		const ledger = new DeliveryLedger();
		settle(await ledger.claim(claiming({ query: { order: 'made-up' } }, 'readBack')), true);
		settle(await ledger.claim(claiming({ query: { order: '1', b: '2' } }, 'readBack')), true);
		const again = await ledger.claim(claiming({ query: { b: '2', order: '1' } }, 'readBack'));
		expect(again).toEqual({ repeat: true });
	});

	it('start five times; one more is ignored, and one that proves more is not', async () => {
		const ledger = new DeliveryLedger();
		for (let claim = 0; claim < 5; claim++) {
			settle(await ledger.claim(claiming({ claim }, 'readBack')), true);
		}
		expect(await ledger.claim(claiming({ claim: 5 }, 'readBack'))).toEqual({
			repeat: true,
			isOneTooMany: true,
		});
		expect(await ledger.claim(claiming({ claim: 3 }, 'readBack'))).toEqual({ repeat: true });
		const proved = await ledger.claim(claiming({ claim: 5 }, 'readBack', 'signedUrl'));
		expect(proved.repeat).toBe(false);
	});

	it('are counted though each caller has hung up, and the sender’s retry of one of them is not', async () => {
		const ledger = new DeliveryLedger();
		for (let claim = 0; claim < 5; claim++) {
			const response = Object.assign(answer(200), { closed: true });
			settleByAnswer(await ledger.claim(claiming({ claim }, 'readBack')), response);
		}
		expect(await ledger.claim(claiming({ claim: 5 }, 'readBack'))).toMatchObject({
			isOneTooMany: true,
		});
		expect(await ledger.claim(claiming({ claim: 3 }, 'readBack'))).toMatchObject({ repeat: false });
	});

	it('count together where their keys are about one thing', async () => {
		const ledger = new DeliveryLedger();
		const isRepeat = async (value: string) => {
			const subject = { name: 'about somebody', most: 2 };
			const made = { value, lifetimeMilliseconds: keyLifetime.tenMinutes, subject };
			const names = namesOfDelivery({ key: made, proofs: passed('readBack') });
			const claim = await ledger.claim(names, made.lifetimeMilliseconds);
			if (!claim.repeat) claim.settle(true);
			return claim.repeat;
		};
		expect(await isRepeat('1')).toBe(false);
		expect(await isRepeat('2')).toBe(false);
		expect(await isRepeat('3')).toBe(true);
	});

	it('do not count when they came to nothing, nor once their key is forgotten', async () => {
		let now = 0;
		const ledger = new DeliveryLedger(100, () => now);
		const claim = async (claimed: number) =>
			await ledger.claim(claiming({ claimed }, 'readBack'), keyLifetime.tenMinutes);
		for (let count = 0; count < 20; count++) settle(await claim(count), false);
		for (let count = 0; count < 5; count++) settle(await claim(count), true);
		expect(await claim(5)).toMatchObject({ isOneTooMany: true });
		now = keyLifetime.tenMinutes;
		expect((await claim(5)).repeat).toBe(false);
	});
});

describe('two keys of one delivery', () => {
	const undated = {
		value: 'p:2',
		lifetimeMilliseconds: keyLifetime.tenMinutes,
		repeats: ['p:2 dated'],
	};
	const dated = (date: string) => ({
		value: `p:2:${date}`,
		lifetimeMilliseconds: keyLifetime.durable,
		repeats: ['p:2'],
		countsAs: ['p:2 dated'],
	});
	const setUp = () => {
		let now = 0;
		const ledger = new DeliveryLedger(100, () => now);
		const isRepeat = async (key: typeof undated) => {
			const names = namesOfDelivery({ key, proofs: passed('readBack') });
			const claim = await ledger.claim(names, key.lifetimeMilliseconds);
			if (!claim.repeat) claim.settle(true);
			return claim.repeat;
		};
		return { isRepeat, wait: (milliseconds: number) => (now += milliseconds) };
	};

	it('make one of it, whichever comes first, and the lasting one is remembered', async () => {
		const { isRepeat, wait } = setUp();
		expect(await isRepeat(undated)).toBe(false);
		expect(await isRepeat(dated('monday'))).toBe(true);
		wait(keyLifetime.tenMinutes);
		expect(await isRepeat(dated('monday'))).toBe(true);

		const other = setUp();
		expect(await other.isRepeat(dated('monday'))).toBe(false);
		expect(await other.isRepeat(undated)).toBe(true);
		other.wait(keyLifetime.tenMinutes);
		expect(await other.isRepeat(undated)).toBe(false);
	});

	it('do not make one of two that each have a lasting key', async () => {
		const { isRepeat } = setUp();
		expect(await isRepeat(dated('monday'))).toBe(false);
		expect(await isRepeat(dated('tuesday'))).toBe(false);
	});
});

describe('the ledger of a trigger', () => {
	const contextOf = (id: string) =>
		({ getWorkflow: () => ({ id: 'workflow' }), getNode: () => ({ id }) }) as IWebhookFunctions;

	it('is the same at every call and another for every node', () => {
		expect(ledgerOf(contextOf('node'))).toBe(ledgerOf(contextOf('node')));
		expect(ledgerOf(contextOf('node'))).not.toBe(ledgerOf(contextOf('other node')));
	});
});
