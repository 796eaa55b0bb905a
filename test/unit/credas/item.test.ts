import type { ReadBack } from '../../../nodes/Credas/trigger/agreement';
import { decodeCallback } from '../../../nodes/Credas/trigger/decode';
import {
	describeCallback,
	describeClaim,
	readQuery,
	type ProvedCallback,
} from '../../../nodes/Credas/trigger/item';
import type { Proof } from '../../../nodes/shared/webhook/proof';

const processId = '1e144e85-f45b-4ae3-8915-ae2826ea1e55';
const entityId = '9811e0dc-7bbb-4fdf-be96-b8c7c105080f';
const clientId = '8c55ebc3-7ac2-469e-9837-94023aa82c3d';
const journeyId = '9429d6b1-de6e-4fac-8343-9a48c4d5534f';

const state = { processId, clientId, journeyId, status: 2, title: 'Made-up name' };
const confirmed: ReadBack = {
	verdict: 'confirmed',
	process: { ...state, details: { id: processId, status: 2 } },
};
const away: ReadBack = { verdict: 'unreachable', reason: 'ECONNREFUSED' };

interface Given extends Partial<ProvedCallback> {
	url?: string;
	signedUrl?: Proof;
	header?: Proof;
}

const itemOf = (body: Record<string, unknown>, given: Given = {}) => {
	const { url = '/webhook', signedUrl = 'unavailable', header = 'unavailable', ...more } = given;
	const callback = decodeCallback(body);
	if (!callback) throw new Error('The body is not a callback');
	return describeCallback({
		callback,
		claimed: describeClaim(callback, readQuery(url)),
		readBack: confirmed,
		deliveryKey: 'a-key',
		receivedAt: new Date('2026-01-03T15:24:00Z'),
		proof: { readBack: 'passed', signedUrl, header },
		includeProcess: false,
		...more,
	});
};

const completion = {
	ProcessId: processId.toUpperCase(),
	ClientId: clientId,
	Status: 2,
	StatusDescription: 'The process is complete',
};

describe('the item of the trigger', () => {
	it('has what Credas confirmed at the top, as Credas writes it, and what the call said under claimed', () => {
		expect(itemOf(completion, { url: '/w?our-reference=7' })).toEqual({
			event: 'processComplete',
			processId,
			clientId,
			journeyId,
			status: 2,
			statusLabel: 'Complete',
			deliveryKey: 'a-key',
			receivedAt: '2026-01-03T15:24:00.000Z',
			proof: { readBack: 'passed', signedUrl: 'unavailable', header: 'unavailable' },
			claimed: {
				processId: processId.toUpperCase(),
				clientId,
				status: 2,
				statusLabel: 'Complete',
				statusDescription: 'The process is complete',
				query: { 'our-reference': '7' },
			},
		});
	});

	it('has the query and the reference at the top where the signed URL passed, and claimed as before', () => {
		const url = '/w?our-reference=7&n8n-credas-reference=CASE-1&n8n-credas-signature=made-up';
		const { claimed, ...top } = itemOf(completion, { url, signedUrl: 'passed' });
		expect(top).toMatchObject({ reference: 'CASE-1', query: { 'our-reference': '7' } });
		expect(top).not.toHaveProperty('statusDescription');
		expect(claimed).toMatchObject({ reference: 'CASE-1', query: { 'our-reference': '7' } });
		expect(JSON.stringify([top, claimed])).not.toContain('made-up');
	});

	it('has what the body says at the top where the portal’s header passed, but for what Credas says itself', () => {
		const { claimed, ...top } = itemOf({ ...completion, More: 1 }, { header: 'passed' });
		expect(top).toMatchObject({ processId, statusDescription: 'The process is complete' });
		expect(top).not.toHaveProperty('more');
		expect(top).not.toHaveProperty('query');
		expect(claimed).toMatchObject({ more: 1 });
	});

	it('has nothing but what a proof covers at the top while Credas is away', () => {
		const given = { readBack: away, url: '/w?n8n-credas-reference=CASE-1' };
		const signed = itemOf(completion, { ...given, signedUrl: 'passed' });
		expect(Object.keys(signed)).toEqual([
			'event',
			'reference',
			'query',
			'deliveryKey',
			'receivedAt',
			'proof',
			'claimed',
		]);
		const byHeader = itemOf(completion, { ...given, header: 'passed' });
		expect(byHeader).toMatchObject({ processId: processId.toUpperCase(), status: 2 });
		expect(byHeader).not.toHaveProperty('reference');
	});

	it('has the status that Credas gives, whatever the call claims', () => {
		const readBack: ReadBack = {
			verdict: 'confirmed',
			process: { ...state, status: 7, details: {} },
		};
		expect(itemOf(completion, { readBack })).toMatchObject({
			event: 'processComplete',
			status: 7,
			statusLabel: 'Archived',
			claimed: { status: 2 },
		});
	});

	it('confirms an invite by the status of the person, and labels what was claimed of it', () => {
		const readBack: ReadBack = {
			verdict: 'confirmed',
			process: { ...state, status: 0, details: {} },
			person: { entityId, processActorId: 41001, entityStatus: 7 },
		};
		const body = { processId, entityId, processActorId: 41001, smsStatus: 0, emailStatus: 2 };
		const { claimed, ...top } = itemOf(body, { readBack });
		expect(top).toMatchObject({
			event: 'inviteUpdated',
			processId,
			entityId,
			processActorId: 41001,
			entityStatus: 7,
			entityStatusLabel: 'Bounced invite',
		});
		expect(top).not.toHaveProperty('emailStatus');
		expect(claimed).toMatchObject({
			smsStatus: 0,
			smsStatusLabel: 'Not sent',
			emailStatus: 2,
			emailStatusLabel: 'Delivered',
		});
	});

	it('never has a result that was merely claimed at the top', () => {
		const readBack: ReadBack = { verdict: 'confirmed', person: { entityId, clientId } };
		const body = { UpdateType: 8, Payload: { EntityId: entityId, Status: 4 } };
		const { claimed, ...top } = itemOf(body, { readBack });
		expect(top).toMatchObject({ event: 'resultUpdated', entityId, clientId });
		expect(JSON.stringify(top)).not.toContain('Manual pass');
		expect(claimed).toMatchObject({ payload: { status: 4, statusLabel: 'Manual pass' } });
	});

	it('of a monitoring alert names the person and the client', () => {
		const readBack: ReadBack = { verdict: 'confirmed', person: { entityId, clientId } };
		const body = { EntityId: entityId, ClientId: clientId };
		expect(itemOf(body, { readBack })).toMatchObject({
			event: 'monitoringAlert',
			entityId,
			clientId,
			claimed: { entityId, clientId, query: {} },
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
		expect(itemOf({ UpdateType, Payload }).claimed).toMatchObject({
			payload: { entityId, ...labelled },
		});
	});

	it('says the type of a result update in words, known or not', () => {
		const Payload = JSON.stringify({ EntityId: entityId });
		const labelOf = (UpdateType: number) => itemOf({ UpdateType, Payload }).claimed;
		expect(labelOf(9)).toMatchObject({ updateTypeLabel: 'Safe harbour' });
		expect(labelOf(42)).toMatchObject({ updateTypeLabel: 'Unknown (42)' });
	});

	it.each(['passed', 'unavailable'] as const)(
		'lets a call say nothing in place of what n8n adds (header %s)',
		(header) => {
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
				Claimed: 'forged',
				EntityStatus: 'forged',
				RawBody: 'forged',
				StatusLabel: 'forged',
			};
			const { claimed, ...top } = itemOf(forged, { header });
			expect(JSON.stringify(top)).not.toContain('forged');
			expect(claimed).toMatchObject({ proof: { readBack: 'forged' }, query: {} });
		},
	);

	it('has the process and the raw body when they are asked for', () => {
		const item = itemOf(completion, { includeProcess: true, rawBody: '{ }' });
		expect(item).toMatchObject({
			process: { id: processId, status: 2, statusLabel: 'Complete' },
			rawBody: '{ }',
		});
	});
});

describe('the query of a callback URL', () => {
	const emitted = (url: string) => itemOf(completion, { url }).claimed;

	it('stays text where n8n would make objects and lists of it', () => {
		expect(emitted('/w?a[b]=1&c[]=2&d=3&d=4&e&reference=CASE+1&signature=abc')).toMatchObject({
			query: {
				'a[b]': '1',
				'c[]': '2',
				d: '3,4',
				e: '',
				reference: 'CASE 1',
				signature: 'abc',
			},
		});
	});

	it.each([
		['/w', {}],
		['/w?', {}],
		['/w?a=%zz%', { a: '%zz%' }],
		['/w?a=1?b=2', { a: '1?b=2' }],
		['/w?__proto__=x&constructor=y', { constructor: 'y' }],
		['/w?toString=a&valueOf=b', { toString: 'a', valueOf: 'b' }],
	])('%s gives %p', (url, query) => {
		expect(emitted(url)).toMatchObject({ query });
	});
});
