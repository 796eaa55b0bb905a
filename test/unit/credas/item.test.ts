import { readQuery } from '../../../nodes/Credas/trigger/callbackQuery';
import { decodeCallback } from '../../../nodes/Credas/trigger/decode';
import { describeCallback, type ProvedCallback } from '../../../nodes/Credas/trigger/item';

const processId = '1e144e85-f45b-4ae3-8915-ae2826ea1e55';
const entityId = '9811e0dc-7bbb-4fdf-be96-b8c7c105080f';
const proof = { readBack: 'passed', signedUrl: 'passed', header: 'notConfigured' } as const;

const itemOf = (body: Record<string, unknown>, more: Partial<ProvedCallback> = {}) => {
	const callback = decodeCallback(body);
	if (!callback) throw new Error('The body is no callback');
	return describeCallback({
		callback,
		query: readQuery('/webhook'),
		deliveryKey: 'a-key',
		receivedAt: new Date('2026-01-03T15:24:00Z'),
		proof,
		...more,
	});
};

describe('the item of the trigger', () => {
	it('says what happened to a process, with labels, query, key and proofs', () => {
		expect(
			itemOf(
				{ ProcessId: processId, Status: 2, StatusDescription: 'The process is complete' },
				{ query: readQuery('/w?reference=CASE-1&our-reference=7&signature=secret') },
			),
		).toEqual({
			event: 'processComplete',
			processId,
			status: 2,
			statusLabel: 'Complete',
			statusDescription: 'The process is complete',
			reference: 'CASE-1',
			query: { reference: 'CASE-1', 'our-reference': '7' },
			deliveryKey: 'a-key',
			receivedAt: '2026-01-03T15:24:00.000Z',
			proof,
		});
	});

	it('labels the states of an invite', () => {
		expect(
			itemOf({ processId, entityId, processActorId: 41001, smsStatus: 0, emailStatus: 5 }),
		).toMatchObject({
			event: 'inviteUpdated',
			processActorId: 41001,
			entityId,
			smsStatus: 0,
			smsStatusLabel: 'Not sent',
			emailStatus: 5,
			emailStatusLabel: 'Bounced',
		});
	});

	it.each([
		[8, { Status: 3 }, { status: 3, statusLabel: 'Pending manual check' }],
		[6, { Result: 3 }, { result: 3, resultLabel: 'Fail' }],
		[
			7,
			{ VerificationResult: 5 },
			{ verificationResult: 5, verificationResultLabel: 'Manual fail' },
		],
		// Which table this number is from is not documented, and a wrong word would be worse than none.
		[1, { NameCheckVerificationResult: 3 }, { nameCheckVerificationResult: 3 }],
		[42, { Status: 3 }, { status: 3 }],
	])('labels a result of type %i as far as Credas documents it', (UpdateType, fields, labelled) => {
		const Payload = JSON.stringify({ EntityId: entityId, ...fields });
		expect(itemOf({ UpdateType, Payload }).payload).toEqual({ entityId, ...labelled });
	});

	it('says the type of a result update in words, known or not', () => {
		const Payload = JSON.stringify({ EntityId: entityId });
		expect(itemOf({ UpdateType: 9, Payload }).updateTypeLabel).toBe('Safe harbour');
		expect(itemOf({ UpdateType: 42, Payload }).updateTypeLabel).toBe('Unknown (42)');
	});

	it('lets a call say nothing in place of what n8n adds', () => {
		const forged = {
			ProcessId: processId,
			Status: 2,
			Event: 'forged',
			Proof: { readBack: 'forged' },
			Query: { a: 'forged' },
			Reference: 'forged',
			DeliveryKey: 'forged',
			ReceivedAt: 'forged',
			Process: { status: 'forged' },
			RawBody: 'forged',
			StatusLabel: 'forged',
		};
		const { otherFields, ...item } = itemOf(forged);
		expect(JSON.stringify(item)).not.toContain('forged');
		expect(otherFields).toMatchObject({ proof: { readBack: 'forged' } });
	});

	it('has the process and the raw body when they are asked for', () => {
		const item = itemOf(
			{ ProcessId: processId, Status: 2 },
			{ process: { processId, status: 2, details: { id: processId, status: 2 } }, rawBody: '{ }' },
		);
		expect(item).toMatchObject({
			process: { id: processId, status: 2, statusLabel: 'Complete' },
			rawBody: '{ }',
		});
	});
});
