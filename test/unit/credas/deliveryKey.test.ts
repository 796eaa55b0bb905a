import type { CredasCallback } from '../../../nodes/Credas/webhook/decode';
import { deliveryKeyOf, hasDurableKey } from '../../../nodes/Credas/webhook/deliveryKey';
import type { ProcessState } from '../../../nodes/Credas/webhook/readBack';
import { keyLifetime } from '../../../nodes/shared/webhook/deliveryKey';

const processId = '1e144e85-f45b-4ae3-8915-ae2826ea1e55';
const dateCompleted = '2026-01-03T15:24:00.000Z';

const ofProcess = (status?: number, id = processId): CredasCallback => ({
	event: status === 2 ? 'processComplete' : 'processOther',
	processId: id,
	status,
	otherFields: {},
});
const ofInvite = (smsStatus: number, emailStatus: number): CredasCallback => ({
	event: 'inviteUpdated',
	processId,
	processActorId: 41001,
	smsStatus,
	emailStatus,
	otherFields: {},
});
const ofResult: CredasCallback = { event: 'resultUpdated', processId, otherFields: {} };

const completed = (date: string | undefined = dateCompleted): ProcessState => ({
	processId,
	status: 2,
	dateCompleted: date,
	details: {},
});

const body = {};
const isDurable = ({ value }: { value: string }) => hasDurableKey({ json: { deliveryKey: value } });

describe('what names a delivery', () => {
	it('is a completed process with its date, for ever', () => {
		const key = deliveryKeyOf(ofProcess(2), body, completed());
		expect(key).toEqual({
			value: `${processId}:2:${dateCompleted}`,
			lifetimeMilliseconds: keyLifetime.durable,
		});
		expect(isDurable(key)).toBe(true);
	});

	it('is another one when a process that was opened again completes again', () => {
		const again = deliveryKeyOf(ofProcess(2), body, completed('2026-02-01T09:00:00Z'));
		expect(again.value).not.toBe(deliveryKeyOf(ofProcess(2), body, completed()).value);
	});

	it('does not depend on the casing of the id', () => {
		expect(deliveryKeyOf(ofProcess(2, processId.toUpperCase()), body, completed())).toEqual(
			deliveryKeyOf(ofProcess(2), body, completed()),
		);
	});

	it.each([
		['a process without a date', ofProcess(2), `${processId}:2`],
		['an invite', ofInvite(0, 5), '41001:0:5'],
	])('is known for ten minutes only for %s', (_what, callback, value) => {
		const key = deliveryKeyOf(callback, body);
		expect(key).toEqual({ value, lifetimeMilliseconds: keyLifetime.tenMinutes });
		expect(isDurable(key)).toBe(false);
	});

	it.each([
		['a result update', ofResult],
		['a process that claims no status', ofProcess(undefined)],
	])('is a hash of the body, for ten minutes, for %s', (_what, callback) => {
		const key = deliveryKeyOf(callback, { a: 1 }, completed());
		expect(key.value).toMatch(/^sha256:[0-9a-f]{64}$/);
		expect(key.value).not.toBe(deliveryKeyOf(callback, { a: 2 }).value);
		expect(key.lifetimeMilliseconds).toBe(keyLifetime.tenMinutes);
		expect(isDurable(key)).toBe(false);
	});

	it('keeps the states of one invite apart', () => {
		const values = [ofInvite(0, 1), ofInvite(1, 0), ofInvite(1, 1)].map(
			(callback) => deliveryKeyOf(callback, body).value,
		);
		expect(new Set(values).size).toBe(3);
	});
});
