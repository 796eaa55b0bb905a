import type { ProcessState } from '../../../nodes/Credas/trigger/agreement';
import { decodeCallback, type CredasCallback } from '../../../nodes/Credas/trigger/decode';
import { deliveryKeyOf } from '../../../nodes/Credas/trigger/deliveryKey';
import type { UnknownRecord } from '../../../nodes/shared/values/unknownInput';
import { keyLifetime } from '../../../nodes/shared/webhook/deliveryKey';

const processId = '1e144e85-f45b-4ae3-8915-ae2826ea1e55';
const dateCompleted = '2026-01-03T15:24:00.000Z';

const ofProcess = (status: number, id = processId): CredasCallback => ({
	event: status === 2 ? 'processComplete' : 'processOther',
	processId: id,
	status,
	otherFields: {},
});
const entityId = '9811e0dc-7bbb-4fdf-be96-b8c7c105080f';
const ofInvite = (
	smsStatus: number,
	emailStatus: number,
	more: { processId?: string; entityId?: string; processActorId?: number } = {},
): CredasCallback => ({
	event: 'inviteUpdated',
	processId,
	entityId,
	processActorId: 41001,
	smsStatus,
	emailStatus,
	otherFields: {},
	...more,
});
const ofResult = (body: UnknownRecord) => {
	const callback = decodeCallback({ UpdateType: 1, EntityId: entityId, ...body });
	if (!callback) throw new Error('The body is not a callback');
	return callback;
};

const completed = (date: string | undefined = dateCompleted): ProcessState => ({
	processId,
	status: 2,
	dateCompleted: date,
	details: {},
});

describe('what names a delivery', () => {
	it('is a completed process with its date, for ever', () => {
		const key = deliveryKeyOf(ofProcess(2), completed());
		expect(key).toMatchObject({
			value: `${processId}:2:${dateCompleted}`,
			lifetimeMilliseconds: keyLifetime.durable,
		});
	});

	it('is another one when a process that was opened again completes again', () => {
		const again = deliveryKeyOf(ofProcess(2), completed('2026-02-01T09:00:00Z'));
		expect(again.value).not.toBe(deliveryKeyOf(ofProcess(2), completed()).value);
	});

	it.each([
		'2026-01-03T15:24:00Z',
		'2026-01-03T15:24:00',
		'2026-01-03T15:24:00.0000000',
		'2026-01-03T15:24:00.000+00:00',
		'2026-01-03T16:24:00+01:00',
	])('is the same however the date is written: %s', (spelling) => {
		expect(deliveryKeyOf(ofProcess(2), completed(spelling))).toEqual(
			deliveryKeyOf(ofProcess(2), completed()),
		);
	});

	it('without a date is a repeat of one with a date, and the other way round', () => {
		const [dated, undated] = [
			deliveryKeyOf(ofProcess(2), completed()),
			deliveryKeyOf(ofProcess(2)),
		];
		expect(dated.repeats).toEqual([undated.value]);
		expect(undated.repeats).toEqual(dated.countsAs);
	});

	it('has no date where Credas writes the year 1 for none', () => {
		expect(deliveryKeyOf(ofProcess(2), completed('0001-01-01T00:00:00'))).toEqual(
			deliveryKeyOf(ofProcess(2)),
		);
	});

	it('is known for ten minutes only while a process is under way, whatever its date', () => {
		expect(deliveryKeyOf(ofProcess(1), completed())).toMatchObject({
			value: `${processId}:1`,
			lifetimeMilliseconds: keyLifetime.tenMinutes,
		});
	});

	it('counts as one of fifty about the same person, where any number can be made up', () => {
		const most = 50;
		expect(deliveryKeyOf(ofInvite(7, 9)).subject).toEqual({
			name: `about ${processId}:41001`,
			most,
		});
		expect(deliveryKeyOf(ofResult({ a: 1 })).subject).toEqual({ name: `about ${entityId}`, most });
		expect(deliveryKeyOf(ofProcess(2), completed()).subject).toBeUndefined();
	});

	it('is the person for ten minutes for an alert, which has no id and no time of its own', () => {
		const alert = decodeCallback({ EntityId: entityId.toUpperCase(), ClientId: processId });
		expect(alert && deliveryKeyOf(alert)).toEqual({
			value: `${entityId}:monitoringAlert`,
			lifetimeMilliseconds: keyLifetime.tenMinutes,
		});
	});

	it('does not depend on the casing of the id', () => {
		expect(deliveryKeyOf(ofProcess(2, processId.toUpperCase()), completed())).toEqual(
			deliveryKeyOf(ofProcess(2), completed()),
		);
	});

	it.each([
		['a process without a date', ofProcess(2), `${processId}:2`],
		['an invite', ofInvite(0, 5), `${processId}:${entityId}:41001:0:5`],
		['one that names no entity', ofInvite(0, 5, { entityId: '' }), `${processId}::41001:0:5`],
	])('is known for ten minutes only for %s', (_what, callback, value) => {
		const key = deliveryKeyOf(callback);
		expect(key).toMatchObject({ value, lifetimeMilliseconds: keyLifetime.tenMinutes });
	});

	it('is a hash of what was said, for ten minutes, for a result update', () => {
		const key = deliveryKeyOf(ofResult({ a: 1 }), completed());
		expect(key.value).toMatch(/^sha256:[0-9a-f]{64}$/);
		expect(key.value).not.toBe(deliveryKeyOf(ofResult({ a: 2 })).value);
		expect(key.lifetimeMilliseconds).toBe(keyLifetime.tenMinutes);
	});

	it('is the same hash however the JSON was laid out', () => {
		const key = deliveryKeyOf(ofResult({ Payload: '{"Result":3}' }));
		expect(deliveryKeyOf(ofResult({ payload: ' { "result" : 3 }  ' }))).toEqual(key);
	});

	it('can be had for a body that is nested a hundred thousand levels deep', () => {
		const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
		expect(deliveryKeyOf(ofResult({ deep })).value).toMatch(/^sha256:/);
	});

	it('keeps the states of one invite apart', () => {
		const values = [ofInvite(0, 1), ofInvite(1, 0), ofInvite(1, 1)].map(
			(callback) => deliveryKeyOf(callback).value,
		);
		expect(new Set(values).size).toBe(3);
	});

	it('keeps the invites of one person to two processes apart, and of two persons to one', () => {
		const other = '96d50a9e-6696-4ca6-b9db-ee37b1a5de28';
		const values = [
			ofInvite(0, 5),
			ofInvite(0, 5, { processId: other }),
			ofInvite(0, 5, { entityId: other }),
			ofInvite(0, 5, { processActorId: 41002 }),
		].map((callback) => deliveryKeyOf(callback).value);
		expect(new Set(values).size).toBe(4);
	});
});
