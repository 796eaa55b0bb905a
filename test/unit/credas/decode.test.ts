import { decodeCallback } from '../../../nodes/Credas/trigger/decode';

const processId = '1e144e85-f45b-4ae3-8915-ae2826ea1e55';
const clientId = '8c55ebc3-7ac2-469e-9837-94023aa82c3d';
const entityId = '9811e0dc-7bbb-4fdf-be96-b8c7c105080f';

describe('decoding a callback', () => {
	it('reads the process callback as Credas prints it', () => {
		expect(
			decodeCallback({
				ProcessId: processId,
				ClientId: clientId,
				Status: 2,
				StatusDescription: 'The process is complete',
			}),
		).toEqual({
			event: 'processComplete',
			processId,
			clientId,
			status: 2,
			statusDescription: 'The process is complete',
			otherFields: {},
		});
	});

	it('reads the invite callback as Credas prints it', () => {
		const body = {
			clientId,
			processId,
			processActorId: 41001,
			entityId,
			smsStatus: 0,
			smsStatusDescription: 'Not sent',
			emailStatus: 5,
			emailStatusDescription: 'Bounced',
		};
		expect(decodeCallback(body)).toEqual({ event: 'inviteUpdated', ...body, otherFields: {} });
	});

	it('reads the result update as Credas prints it, whose payload is JSON text', () => {
		const payload = {
			EntityIdvEntryIdDocumentId: '96d50a9e-6696-4ca6-b9db-ee37b1a5de28',
			NameCheckVerificationResult: 3,
			EntityId: entityId,
			ClientId: clientId,
		};
		expect(decodeCallback({ UpdateType: 1, Payload: JSON.stringify(payload) })).toEqual({
			event: 'resultUpdated',
			updateType: 1,
			entityId,
			clientId,
			payload: {
				entityIdvEntryIdDocumentId: '96d50a9e-6696-4ca6-b9db-ee37b1a5de28',
				nameCheckVerificationResult: 3,
				entityId,
				clientId,
			},
			otherFields: {},
		});
	});

	it.each([
		['PascalCase', { ProcessId: processId, ClientId: clientId, Status: 2 }],
		['camelCase', { processId, clientId, status: 2 }],
		['lower case', { processid: processId, clientid: clientId, status: 2 }],
		['upper case', { PROCESSID: processId, CLIENTID: clientId, STATUS: 2 }],
		['a status in quotes', { ProcessId: processId, ClientId: clientId, Status: '2' }],
	])('gives the same for %s', (_casing, body) => {
		expect(decodeCallback(body)).toMatchObject({
			event: 'processComplete',
			processId,
			clientId,
			status: 2,
			otherFields: {},
		});
	});

	it.each([
		[0, 'processOther'],
		[1, 'processOther'],
		[2, 'processComplete'],
		[3, 'processOther'],
		[4, 'processOther'],
		[5, 'processOther'],
		[6, 'processOther'],
		[7, 'processOther'],
		[99, 'processOther'],
		[-1, 'processOther'],
	])('takes a process with status %i for %s', (Status, event) => {
		expect(decodeCallback({ ProcessId: processId, Status })).toMatchObject({
			event,
			status: Status,
		});
	});

	it('passes on what it has no name for, readable', () => {
		expect(
			decodeCallback({
				ProcessId: processId,
				Status: 2,
				IDVEntry: { DocumentID: 7, Pages: [{ PageNo: 1 }, 'two', null] },
				Nothing: null,
			}),
		).toMatchObject({
			otherFields: { idvEntry: { documentID: 7, pages: [{ pageNo: 1 }, 'two', null] } },
		});
	});

	it('keeps what it cannot read as a number or a payload', () => {
		expect(
			decodeCallback({ UpdateType: 'nine', Payload: 'no JSON', EntityId: entityId }),
		).toMatchObject({
			event: 'resultUpdated',
			entityId,
			otherFields: { updateType: 'nine', payload: 'no JSON' },
		});
	});

	it.each([
		['an update type it does not know', { UpdateType: 42, Payload: `{"EntityId":"${entityId}"}` }],
		['no update type', { Payload: `{"EntityId":"${entityId}"}` }],
		['a payload that is an object', { UpdateType: 1, Payload: { EntityId: entityId } }],
		['the ids outside the payload', { UpdateType: 1, Payload: '{}', EntityId: entityId }],
	])('reads a result update with %s', (_what, body) => {
		expect(decodeCallback(body)).toMatchObject({ event: 'resultUpdated', entityId });
	});

	it('takes the first of two keys that differ in casing only, wherever it is used', () => {
		const other = 'ffffffff-ffff-4fff-8fff-ffffffffffff';
		expect(decodeCallback({ ProcessId: processId, processid: other, Status: 2 })).toMatchObject({
			processId,
			otherFields: {},
		});
	});

	it('reads the monitoring alert as Credas prints it', () => {
		expect(decodeCallback({ EntityId: entityId, ClientId: clientId })).toEqual({
			event: 'monitoringAlert',
			entityId,
			clientId,
			otherFields: {},
		});
	});

	const emptyGuid = '00000000-0000-0000-0000-000000000000';
	const completion = { ProcessId: processId, ClientId: clientId, Status: 2 };
	const invite = { processId, clientId, processActorId: 41001, smsStatus: 0, emailStatus: 5 };
	const result = { UpdateType: 1, Payload: `{"EntityId":"${entityId}"}` };
	const alert = { EntityId: entityId, ClientId: clientId };

	it.each([
		['a process', completion, { UpdateType: null, Payload: null }],
		['a process', completion, { UpdateType: 0, Payload: '' }],
		['a process', completion, { ProcessActorId: 0, EntityId: emptyGuid }],
		['a process', completion, { ProcessActorId: null, EntityId: null, SmsStatus: null }],
		['a process', completion, { StatusDescription: ' ', Status2: null }],
		['an invite', invite, { UpdateType: null, Payload: '', entityId: emptyGuid }],
		['an invite', invite, { smsStatusDescription: null }],
		['a result', result, { ProcessId: emptyGuid, EntityId: null, ProcessActorId: 0 }],
		['an alert', alert, { ProcessId: null, Status: null, UpdateType: 0, Payload: '' }],
		['an alert', alert, { ProcessId: emptyGuid, ProcessActorId: 0 }],
		['a process', completion, { UpdateType: '0', Payload: {} }],
		['a process', completion, { UpdateType: ' 00 ', Payload: '{}' }],
		['a process', completion, { UpdateType: 'null', Payload: ' [ ] ' }],
		['a process', completion, { UpdateType: [], Payload: 'NULL' }],
		['a process', completion, { UpdateType: '[]', Payload: '""' }],
		['a process', completion, { UpdateType: {}, Payload: 0 }],
		['a process', completion, { Payload: { EntityId: emptyGuid, Ids: [null, ''] } }],
		['a process', completion, { Payload: `{"EntityId":"${emptyGuid}","More":{}}` }],
		['a process', completion, { ProcessActorId: '0', SmsStatus: '{}', EmailStatus: [] }],
		['an invite', invite, { Status: 'null', Payload: '{}' }],
		['a result', result, { ProcessId: '0', Status: {} }],
		['an alert', alert, { Status: [], UpdateType: '0', Payload: '{}', More: {} }],
	])('takes %s with members that say nothing for one without them: %#', (_what, body, more) => {
		expect(decodeCallback({ ...body, ...more })).toEqual(decodeCallback(body));
		expect(decodeCallback({ ...more, ...body })).toEqual(decodeCallback(body));
	});

	it('takes a process callback that names a row for one about the process', () => {
		const body = { ...completion, ProcessActorId: 41001, EntityId: entityId };
		expect(decodeCallback(body)).toMatchObject({ event: 'processComplete', entityId });
	});

	it('reads 0 as a status', () => {
		expect(decodeCallback({ ProcessId: processId, Status: '0' })).toMatchObject({ status: 0 });
		expect(decodeCallback(invite)).toMatchObject({ smsStatus: 0 });
	});

	it('takes no member for empty that says something', () => {
		const said = { Flag: false, Count: 0, Pages: [0], Text: '[not JSON', Inner: '{"a":{"b":"x"}}' };
		expect(decodeCallback({ ...completion, ...said })).toMatchObject({
			event: 'processComplete',
			otherFields: { flag: false, count: 0, pages: [0], text: said.Text, inner: said.Inner },
		});
		const Payload = `{"EntityId":"${entityId}","NameCheckVerificationResult":0}`;
		expect(decodeCallback({ Payload })).toMatchObject({
			payload: { nameCheckVerificationResult: 0 },
		});
	});

	it.each([
		['nothing', {}],
		['an alert that says more', { ...alert, Severity: 'high' }],
		['an alert with a status', { ...alert, Status: 2 }],
		['an alert without a client', { EntityId: entityId }],
		['an alert without a person', { ClientId: clientId }],
		['an alert about nobody', { ...alert, EntityId: emptyGuid }],
		['an alert whose client is no id', { ...alert, ClientId: 'forged' }],
		['no process id', { ClientId: clientId, Status: 2 }],
		['an empty process id', { ProcessId: '', Status: 2 }],
		['a process id that is a number', { ProcessId: 12345, Status: 2 }],
		['a process id that is a list', { ProcessId: [processId], Status: 2 }],
		['a process id that is a path', { ProcessId: '../entities', Status: 2 }],
		['a process id with a path behind it', { ProcessId: `${processId}/../x`, Status: 2 }],
		['a process id with a query behind it', { ProcessId: `${processId}?a=1`, Status: 2 }],
		['no status, which nothing could be held against', { ProcessId: processId, StepId: 4 }],
		['a status of null', { ProcessId: processId, Status: null }],
		['a blank status', { ProcessId: processId, Status: ' ' }],
		['a status that is no number', { ProcessId: processId, Status: 'complete' }],
		['a status that is an object', { ProcessId: processId, Status: { value: 2 } }],
		['a status with decimals', { ProcessId: processId, Status: 2.5 }],
		['an invite without its actor', { processId, smsStatus: 1 }],
		['an invite without its process', { processActorId: 41001, emailStatus: 1 }],
		['an invite whose actor is text', { processId, processActorId: 'one' }],
		['a result update without ids', { UpdateType: 1, Payload: '{"NameCheck":3}' }],
		['a result update with an empty payload', { UpdateType: 1, Payload: '' }],
		['a result update whose payload is a list', { UpdateType: 1, Payload: `["${entityId}"]` }],
		['a result update whose person is a path', { UpdateType: 1, Payload: '{"EntityId":".."}' }],
		['an event of another service', { type: 'CredoAI.review.v1', data: { processId } }],
	])('recognises nothing in a body with %s', (_what, body) => {
		expect(decodeCallback(body)).toBeUndefined();
	});

	it('stands a body that is nested a hundred thousand levels deep', () => {
		const depth = 100_000;
		const deep: unknown = JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
		expect(decodeCallback({ ProcessId: processId, Status: 2, Deep: deep })).toMatchObject({
			processId,
		});
		const text = `{"EntityId":"${entityId}","Deep":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`;
		expect(decodeCallback({ UpdateType: 1, Payload: text })).toBeUndefined();
	});

	it('lets no body reach the prototype of what it makes', () => {
		const body = JSON.parse(
			`{"ProcessId":"${processId}","Status":2,"__proto__":{"event":"forged"},"A":{"__proto__":{"b":1}}}`,
		) as Record<string, unknown>;
		expect(decodeCallback(body)).toMatchObject({
			event: 'processComplete',
			otherFields: { a: {} },
		});
		expect(Object.keys({}.constructor.prototype as object)).toEqual([]);
	});

	it.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'])(
		'takes “%s” for a word like any other, as a name and as a value',
		(word) => {
			const named = JSON.parse(
				`{"ProcessId":"${processId}","Status":2,"${word}":{"${word}":"x"}}`,
			) as Record<string, unknown>;
			expect(decodeCallback(named)).toMatchObject({ event: 'processComplete', processId });
			expect(decodeCallback({ ProcessId: processId, Status: word })).toBeUndefined();
			expect(decodeCallback({ processId, processActorId: 41001, smsStatus: word })).toMatchObject({
				event: 'inviteUpdated',
				otherFields: { smsStatus: word },
			});
			const Payload = `{"EntityId":"${entityId}","${word}":"${word}"}`;
			expect(decodeCallback({ UpdateType: word, Payload })).toMatchObject({
				event: 'resultUpdated',
				entityId,
			});
		},
	);
});
