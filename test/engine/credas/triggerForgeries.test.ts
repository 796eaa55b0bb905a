import { gzipSync } from 'node:zlib';

import { post, send } from '../../calls';
import type { ServedTrigger } from '../engine';
import { withShortPauses } from '../shortWaits';

import { everyEvent, processCallback, useCredas } from './service';

const unknownId = 'ffffffff-ffff-4fff-8fff-ffffffffffff';

const credas = useCredas();

let trigger: ServedTrigger;
let unfinishedId: string;

beforeEach(async () => {
	unfinishedId = credas.simulator.createProcess().id;
	trigger = await credas.serve({ events: everyEvent, options: { ifUnreachable: 'accept' } });
});

afterEach(() => {
	expect(trigger.executions).toEqual([]);
	expect(trigger.errorExecutions).toEqual([]);
});

describe('a forged call about a process is refused with 403', () => {
	it.each([
		['that nobody knows', () => processCallback(credas.simulator, unknownId)],
		[
			'of another client',
			() => ({ ...processCallback(credas.simulator, unfinishedId, 0), ClientId: unknownId }),
		],
		[
			'that never was and is said to be deleted',
			() => processCallback(credas.simulator, unknownId, 3),
		],
	])('%s', async (_what, body) => {
		const answer = await post(trigger.url, body());
		expect(answer.status).toBe(403);
		expect(JSON.parse(answer.body)).toEqual({ message: 'This call is not accepted.' });
		const asked = new Set(credas.requests());
		expect([...asked]).toEqual([expect.stringMatching(/^GET \/processes\/.+\/details$/)]);
	});
});

describe('a call that claims another status of an unfinished process may only be ahead of Credas', () => {
	it.each([
		['completed', 2],
		['deleted', 3],
		['in a status that does not exist', 42],
	])(
		'so said to be %s, it is answered 503, after Credas was asked five times',
		async (_what, status) => {
			const claim = processCallback(credas.simulator, unfinishedId, status);
			const { status: answer } = await withShortPauses(() => post(trigger.url, claim));
			expect(answer).toBe(503);
			expect(credas.requests()).toEqual(Array(5).fill(`GET /processes/${unfinishedId}/details`));
		},
	);
});

describe('a body that is no callback is refused with 400, and Credas is not asked', () => {
	afterEach(() => expect(credas.requests()).toEqual([]));

	it.each([
		['an empty object', '{}'],
		['an empty array', '[]'],
		['an array of callbacks', `[{"ProcessId":"${unknownId}","Status":2}]`],
		['a number', '42'],
		['null', 'null'],
		['a string', '"ProcessId"'],
		['no status, of a process that exists', () => `{"ProcessId":"${unfinishedId}"}`],
		['a blank status', () => `{"ProcessId":"${unfinishedId}","Status":" "}`],
		['an update whose payload is broken', '{"UpdateType":1,"Payload":"{\\"EntityId\\":"}'],
		['an empty body', ''],
	])('%s', async (_what, body) => {
		const text = typeof body === 'string' ? body : body();
		expect((await post(trigger.url, text)).status).toBe(400);
	});

	it.each([
		['text/plain', 'hello'],
		['application/octet-stream', Buffer.alloc(1024, 0xff)],
		['application/octet-stream', Buffer.alloc(0)],
		['application/x-www-form-urlencoded', `ProcessId=${unknownId}&Status=2`],
		['application/xml', `<ProcessId>${unknownId}</ProcessId>`],
		['', Buffer.alloc(1024, 'x')],
	])('junk sent as “%s”', async (type, body) => {
		expect((await post(trigger.url, body, { 'content-type': type })).status).toBe(400);
	});

	it.each(['gzip', 'deflate'])('junk that is said to be packed with %s', async (encoding) => {
		const headers = { 'content-type': 'application/octet-stream', 'content-encoding': encoding };
		expect((await post(trigger.url, Buffer.alloc(1024, 'x'), headers)).status).toBe(400);
	});

	it('more than n8n takes, in a type that the node reads itself', async () => {
		const tooMuch = gzipSync(Buffer.alloc(17 * 1024 * 1024, 'x'));
		const headers = { 'content-type': 'application/octet-stream', 'content-encoding': 'gzip' };
		expect((await post(trigger.url, tooMuch, headers)).status).toBe(400);
	});
});

describe('a body over 256 kB is refused with 413, and Credas is not asked', () => {
	afterEach(() => expect(credas.requests()).toEqual([]));

	it.each([
		['application/octet-stream', Buffer.alloc(1024 * 1024, 0xff)],
		['', Buffer.alloc(1024 * 1024, 'x')],
		['text/plain', 'x'.repeat(256 * 1024 + 1)],
		[
			'application/json',
			JSON.stringify({
				ProcessId: unknownId,
				Status: 2,
				More: 'x'.repeat(256 * 1024),
			}),
		],
	])('sent as “%s”, before the credential is read', async (type, body) => {
		const read = jest.spyOn(trigger.credentials, 'getDecrypted');
		expect((await post(trigger.url, body, { 'content-type': type })).status).toBe(413);
		expect(read).not.toHaveBeenCalled();
	});
});

describe('n8n itself turns away', () => {
	it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('%s, with 404', async (method) => {
		const body = method === 'GET' ? undefined : processCallback(credas.simulator, unfinishedId);
		const { status } = await send(method, trigger.url, body);
		expect(status).toBe(404);
	});

	it.each([
		['broken JSON', '{"ProcessId":'],
		['1 MB of junk as JSON', 'x'.repeat(1024 * 1024)],
	])('%s, with 422', async (_what, body) => {
		expect((await post(trigger.url, body)).status).toBe(422);
	});
});
