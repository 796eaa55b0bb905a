import { randomUUID } from 'node:crypto';

import { startCredasSimulator } from '../../../sandbox/simulators/credas';
import type { FaultEffect } from '../../../sandbox/simulators/shared/misbehaviour';
import { post } from '../../calls';
import type { ServedTrigger } from '../engine';

import { everyEvent, processCallback, useCredas } from './service';

const credas = useCredas();

let trigger: ServedTrigger;

beforeEach(async () => {
	trigger = await credas.serve({ events: everyEvent });
});

afterEach(() => expect(trigger.errorExecutions).toEqual([]));

const callAbout = async (processId: string) =>
	(await post(trigger.url, processCallback(credas.simulator, processId))).status;

const answerAll = (effect: FaultEffect) =>
	credas.simulator.faults.add({ path: /\/details$/, times: Infinity, effect });

const manyIds = (count: number) => Array.from({ length: count }, () => randomUUID());

describe('what strangers can make the trigger ask Credas', () => {
	it('is one request for each of fifty calls while Credas says that it is too busy', async () => {
		answerAll({ kind: 'status', status: 429, retryAfter: 0 });
		const answers = await Promise.all(manyIds(50).map(callAbout));
		expect(new Set(answers)).toEqual(new Set([503]));
		expect(credas.requests()).toHaveLength(50);
	});

	it('is five questions while Credas hangs; the calls beyond them get 503 without being asked about', async () => {
		answerAll({ kind: 'hang' });
		// The time for a turn is far shorter than the time for an answer, so that even on a slow machine no call is still on
		// its way when the first turn ends.
		const signalAfter = AbortSignal.timeout.bind(AbortSignal);
		const timeout = jest
			.spyOn(AbortSignal, 'timeout')
			.mockImplementation((ms) => signalAfter(ms > 5_000 ? ms / 2 : ms / 10));
		const answers = await Promise.all(manyIds(20).map(callAbout));
		timeout.mockRestore();
		expect(answers).toEqual(Array(20).fill(503));
		expect(credas.requests()).toHaveLength(5);

		credas.simulator.faults.clear();
		const { id } = credas.simulator.createProcess();
		credas.simulator.setProcessStatus(id, 2);
		expect(await callAbout(id)).toBe(200);
	});

	it('is nothing about an id that Credas has just said twice it does not know', async () => {
		const [id = '', other = ''] = manyIds(2);
		expect(await callAbout(id)).toBe(403);
		expect(await callAbout(id)).toBe(403);
		expect(await callAbout(id.toUpperCase())).toBe(403);
		expect(credas.requests()).toEqual(Array(2).fill(`GET /processes/${id}/details`));
		expect(await callAbout(other)).toBe(403);
		expect(credas.requests()).toHaveLength(4);
	});

	it('is the question again after half a minute', async () => {
		const [id = ''] = manyIds(1);
		const now = jest.spyOn(Date, 'now');
		await callAbout(id);
		now.mockReturnValue(new Date().getTime() + 30_000);
		await callAbout(id);
		now.mockRestore();
		expect(credas.requests()).toHaveLength(4);
	});

	it.each(['process', 'person'])(
		'is the question again once the credential leads to another portal, about a %s',
		async (what) => {
			const { id, entityId } = credas.simulator.createProcess();
			credas.simulator.setProcessStatus(id, 2);
			const ofPerson = { UpdateType: 1, Payload: { EntityId: entityId } };
			const body = what === 'person' ? ofPerson : processCallback(credas.simulator, id);
			const demo = await startCredasSimulator({ timeScale: 0.001 });
			const { origin, apiKey } = demo;
			const settings = { events: everyEvent };
			const mended = await credas.serve(settings, { credential: { baseUrl: origin, apiKey } });
			expect((await post(mended.url, body)).status).toBe(403);
			await demo.close();
			mended.credentials.change('credasApi', credas.credential);
			expect((await post(mended.url, body)).status).toBe(200);
		},
	);

	it('does not let a person be taken for unknown because a call named them as a process', async () => {
		const { entityId } = credas.simulator.createProcess();
		expect(await callAbout(entityId)).toBe(403);
		const Payload = JSON.stringify({ EntityId: entityId });
		expect((await post(trigger.url, { UpdateType: 1, Payload })).status).toBe(200);
	});
});

describe('names that every object has', () => {
	const names = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', 'toJSON'];

	it.each(names)('start no execution in error, wherever a call says “%s”', async (name) => {
		const { id, entityId } = credas.simulator.createProcess();
		credas.simulator.setProcessStatus(id, 2);
		const pair = `"${name}":"${name}","Nested":{"${name}":{"${name}":1}}`;
		const update = (payload: string) =>
			JSON.stringify({
				UpdateType: 6,
				Payload: `{"EntityId":"${entityId}",${payload}}`,
			});
		const bodies = [
			`{"ProcessId":"${id}","Status":2,${pair}}`,
			`{"ProcessId":"${id}","Status":"${name}"}`,
			`{"${name}":"${id}"}`,
			`{"processId":"${id}","processActorId":1,"smsStatus":"${name}",${pair}}`,
			update(pair),
			`{"UpdateType":"${name}","Payload":"${name}","EntityId":"${entityId}",${pair}}`,
		];
		const statuses: number[] = [];
		for (const body of bodies) {
			const url = `${trigger.url}?${name}=${name}&a[${name}]=1`;
			statuses.push((await post(url, body, { [name.toLowerCase()]: name })).status);
		}
		expect(statuses).toEqual([200, 400, 400, 403, 200, 200]);
		expect(trigger.executions).toHaveLength(3);
	});

	it('stand in no way of a header that is named like one', async () => {
		const named = await credas.serve(
			{},
			{
				credential: {
					webhookHeaderName: 'constructor',
					webhookHeaderValue: '1',
				},
			},
		);
		const { id } = credas.simulator.createProcess();
		credas.simulator.setProcessStatus(id, 2);
		expect((await post(named.url, processCallback(credas.simulator, id))).status).toBe(200);
	});
});

describe('an expression that fails while a call is received', () => {
	it('is answered 503 and logged, and stores no execution', async () => {
		const failing = await credas.serve({
			events: '={{ $("Nowhere").first().json.event }}',
		});
		const { status, body } = await post(
			failing.url,
			processCallback(credas.simulator, randomUUID()),
		);
		expect(status).toBe(503);
		expect(JSON.parse(body)).toEqual({
			message: expect.stringContaining('Send it again later'),
		});
		expect(failing.errorExecutions).toEqual([]);
		expect(failing.logs()).toMatchObject([{ level: 'warn', metadata: { status: 503 } }]);
	});
});
