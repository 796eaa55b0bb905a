import axios from 'axios';
import { gzipSync } from 'node:zlib';
import { startCredasSimulator, type CredasSimulator } from '../../../sandbox/simulators/credas';
import type { ServedTrigger } from '../engine';
import { call, listen, processCallback, readBacks } from './listeningTrigger';

const unknownId = 'ffffffff-ffff-4fff-8fff-ffffffffffff';
const everyEvent = ['processComplete', 'processOther', 'inviteUpdated', 'resultUpdated'];

let portal: CredasSimulator;
let trigger: ServedTrigger;
let unfinishedId: string;

beforeAll(async () => {
	portal = await startCredasSimulator();
	unfinishedId = portal.createProcess().id;
});

afterAll(async () => await portal.close());

beforeEach(async () => {
	portal.requests.length = 0;
	trigger = await listen(portal, {
		parameters: { events: everyEvent, options: { ifUnreachable: 'accept' } },
	});
});

afterEach(async () => {
	// Closed first: a server that stays open would keep a failing test from ending.
	await trigger.close();
	expect(trigger.executions).toEqual([]);
	expect(trigger.errorExecutions).toEqual([]);
});

describe('a forged call about a process is refused with 403', () => {
	it.each([
		['that nobody knows', () => processCallback(portal, unknownId)],
		['that is known and unfinished', () => processCallback(portal, unfinishedId)],
		[
			'of another client',
			() => ({ ...processCallback(portal, unfinishedId, 0), ClientId: unknownId }),
		],
		['that is said to be deleted', () => processCallback(portal, unfinishedId, 3)],
		['that never was and is said to be deleted', () => processCallback(portal, unknownId, 3)],
		['with a status that does not exist', () => processCallback(portal, unfinishedId, 42)],
	])('%s', async (_what, body) => {
		const { status, data } = await call(trigger.url, body());
		expect(status).toBe(403);
		expect(data).toEqual({ message: 'This call is not accepted.' });
		expect(readBacks(portal, 'processes')).toBe(1);
	});
});

describe('a body that is no callback is refused with 400, and Credas is not asked', () => {
	afterEach(() => expect(portal.requests).toEqual([]));

	it.each([
		['an empty object', '{}'],
		['an empty array', '[]'],
		['an array of callbacks', `[{"ProcessId":"${unknownId}","Status":2}]`],
		['a number', '42'],
		['null', 'null'],
		['a string', '"ProcessId"'],
		['no process id', '{"ClientId":"x","Status":2}'],
		['no id that could be one', '{"ProcessId":"../../journeys","Status":2}'],
		['an update without ids', '{"UpdateType":1,"Payload":"{}"}'],
		['an update whose payload is broken', '{"UpdateType":1,"Payload":"{\\"EntityId\\":"}'],
		['an empty body', ''],
	])('%s', async (_what, body) => {
		expect((await call(trigger.url, body)).status).toBe(400);
	});

	it.each([
		['text/plain', 'hello'],
		['application/octet-stream', Buffer.alloc(1024 * 1024, 0xff)],
		['application/octet-stream', Buffer.alloc(0)],
		['application/x-www-form-urlencoded', `ProcessId=${unknownId}&Status=2`],
		['application/xml', `<ProcessId>${unknownId}</ProcessId>`],
		['', Buffer.alloc(1024 * 1024, 'x')],
	])('junk sent as “%s”', async (type, body) => {
		expect((await call(trigger.url, body, { 'content-type': type })).status).toBe(400);
	});

	it.each(['gzip', 'deflate'])('junk that is said to be packed with %s', async (encoding) => {
		const headers = { 'content-type': 'application/octet-stream', 'content-encoding': encoding };
		expect((await call(trigger.url, Buffer.alloc(1024, 'x'), headers)).status).toBe(400);
	});

	it('more than n8n takes, in a type that the node reads itself', async () => {
		const tooMuch = gzipSync(Buffer.alloc(17 * 1024 * 1024, 'x'));
		const headers = { 'content-type': 'application/octet-stream', 'content-encoding': 'gzip' };
		expect((await call(trigger.url, tooMuch, headers)).status).toBe(400);
	});
});

describe('n8n itself turns away', () => {
	it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('%s, with 404', async (method) => {
		const { status } = await axios.request({
			method,
			url: trigger.url,
			data: method === 'GET' ? undefined : processCallback(portal, unfinishedId),
			validateStatus: () => true,
		});
		expect(status).toBe(404);
	});

	it.each([
		['broken JSON', '{"ProcessId":'],
		['1 MB of junk as JSON', 'x'.repeat(1024 * 1024)],
	])('%s, with 422', async (_what, body) => {
		expect((await call(trigger.url, body)).status).toBe(422);
	});
});
