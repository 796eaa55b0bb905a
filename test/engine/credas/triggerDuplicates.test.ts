import axios from 'axios';
import { setTimeout as pause } from 'node:timers/promises';

import { CredasTrigger } from '../../../nodes/Credas/CredasTrigger.node';
import { post } from '../../calls';
import { signedFor } from '../../credas';
import { startedItems, type ServedTrigger } from '../engine';
import { withShortPauses } from '../shortWaits';

import { processCallback, useCredas } from './service';

const credas = useCredas();

let processId: string;

const complete = () => processCallback(credas.simulator, processId);

/** The node as a process that has just started loads it, with nothing in its memory. */
function freshlyLoadedTrigger(): CredasTrigger {
	let node = new CredasTrigger();
	jest.isolateModules(() => {
		const fresh = jest.requireActual<{ CredasTrigger: typeof CredasTrigger }>(
			'../../../nodes/Credas/CredasTrigger.node',
		);
		node = new fresh.CredasTrigger();
	});
	return node;
}

/** Runs the trigger's own execute() on every execution so far, and gives how many items pass each. */
async function passing(served: ServedTrigger): Promise<number[]> {
	const counts: number[] = [];
	for (const [items = []] of served.executions) {
		const { output } = await served.runTrigger(items, { mode: 'webhook' });
		counts.push(output[0]?.length ?? 0);
	}
	return counts;
}

beforeEach(() => {
	processId = credas.simulator.createProcess().id;
	credas.simulator.setProcessStatus(processId, 2);
});

describe('a callback that comes again', () => {
	it('gets its 200 and starts nothing', async () => {
		const trigger = await credas.serve();
		const statuses = [];
		for (let copy = 0; copy < 3; copy++)
			statuses.push((await post(trigger.url, complete())).status);
		expect(statuses).toEqual([200, 200, 200]);
		expect(trigger.executions).toHaveLength(1);
	});

	it('starts nothing with another casing of ids and keys, or in another order', async () => {
		const trigger = await credas.serve();
		const { ProcessId, ClientId, ...rest } = complete();
		await post(trigger.url, complete());
		await post(trigger.url, { ...complete(), ProcessId: processId.toUpperCase() });
		await post(trigger.url, { ...rest, clientid: ClientId, processId: ProcessId, More: null });
		expect(trigger.executions).toHaveLength(1);
	});

	it('is not taken for a repeat of a call that claimed something else; five claims start, and the log says so', async () => {
		const trigger = await credas.serve();
		for (let order = 0; order < 4; order++) {
			await post(`${trigger.url}?our-reference=MADE-UP-${order}`, complete());
		}
		await post(`${trigger.url}?our-reference=ORDER-1`, complete());
		for (let order = 4; order < 8; order++) {
			const url = `${trigger.url}?our-reference=MADE-UP-${order}`;
			expect((await post(url, complete())).status).toBe(200);
		}
		await post(trigger.url, { ...complete(), StatusDescription: 'Done', More: 1 });
		expect(trigger.executions).toHaveLength(5);
		expect(startedItems(trigger).at(-1)).toMatchObject({
			claimed: { query: { 'our-reference': 'ORDER-1' } },
		});
		expect(trigger.logs().filter(({ level }) => level === 'warn')).toHaveLength(5);
		expect(await passing(trigger)).toEqual([1, 1, 1, 1, 1]);
	});

	it.each([
		['comes late', undefined, '2026-01-03T15:24:00.000Z'],
		['is gone later', '2026-01-03T15:24:00.000Z', undefined],
		['is written in another way', '2026-01-03T15:24:00.000Z', '2026-01-03T16:24:00+01:00'],
	])('starts once though the date of completion %s', async (_what, first, then) => {
		const trigger = await credas.serve();
		for (const dateCompleted of [first, then]) {
			const body = { id: processId, status: 2, dateCompleted };
			const effect = { kind: 'status' as const, status: 200, body };
			credas.simulator.faults.add({ path: /details$/, effect });
			expect((await post(trigger.url, complete())).status).toBe(200);
		}
		expect(trigger.executions).toHaveLength(1);
	});

	it('is news when the process was opened again and completed again', async () => {
		const trigger = await credas.serve();
		await post(trigger.url, complete());
		credas.simulator.reopenProcess(processId);
		const early = await withShortPauses(() => post(trigger.url, complete()));
		expect(early.status).toBe(503);
		credas.simulator.setProcessStatus(processId, 2);
		await post(trigger.url, complete());
		expect(trigger.executions).toHaveLength(2);
	});

	it('starts one execution when ten copies come at the same moment, and all are acknowledged', async () => {
		const trigger = await credas.serve({}, { storeExecution: async () => await pause(50) });
		const answers = await Promise.all(
			Array.from({ length: 10 }, () => post(trigger.url, complete())),
		);
		expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
		expect(trigger.executions).toHaveLength(1);
	});

	it('is one of many: a hundred processes, each called back twice, start a hundred executions', async () => {
		const trigger = await credas.serve();
		const ids = Array.from({ length: 100 }, () => credas.simulator.createProcess().id);
		for (const id of ids) credas.simulator.setProcessStatus(id, 2);
		const calls = [...ids, ...ids].map((id) =>
			post(trigger.url, processCallback(credas.simulator, id)),
		);
		const answers = await Promise.all(calls);
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
		expect(
			startedItems(trigger)
				.map((item) => item.processId)
				.sort(),
		).toEqual(ids.sort());
	});

	it('starts again where the user wants repeats', async () => {
		const trigger = await credas.serve({ options: { ignoreDuplicates: false } });
		await post(trigger.url, complete());
		await post(trigger.url, complete());
		expect(await passing(trigger)).toEqual([1, 1]);
	});

	it('starts every time while the editor listens for a test event', async () => {
		const trigger = await credas.serve({}, { mode: 'manual' });
		await post(trigger.url, complete());
		await post(trigger.url, complete());
		expect(trigger.executions).toHaveLength(2);
	});

	it.each([
		['an invite', () => ({ processId, processActorId: 41001, smsStatus: 2, emailStatus: 0 })],
		['a process without a completion date', () => processCallback(credas.simulator, processId, 1)],
	])('starts nothing for ten minutes when it is about %s', async (_what, body) => {
		credas.simulator.setProcessStatus(processId, 1);
		const trigger = await credas.serve({ events: ['inviteUpdated', 'processOther'] });
		const now = jest.spyOn(Date, 'now');
		try {
			await post(trigger.url, body());
			await post(trigger.url, body());
			expect(trigger.executions).toHaveLength(1);

			now.mockReturnValue(new Date().getTime() + 10 * 60 * 1000);
			await post(trigger.url, body());
			expect(trigger.executions).toHaveLength(2);
			expect(await passing(trigger)).toEqual([1, 1]);
		} finally {
			now.mockRestore();
		}
	});
});

describe('a call that proves less than another', () => {
	const secret = 'made-up-callback-secret';
	const serveSigned = async () =>
		await credas.serve({}, { credential: { callbackSecret: secret } });
	const signed = ({ url }: ServedTrigger) => signedFor(url, 'CASE-1', secret);

	it('does not silence it: the signed callback starts the workflow though a stranger came first', async () => {
		const trigger = await serveSigned();
		await post(`${trigger.url}?reference=CASE-2`, complete());
		expect((await post(signed(trigger), complete())).status).toBe(200);

		expect(startedItems(trigger)).toMatchObject([
			{
				claimed: { query: { reference: 'CASE-2' } },
				proof: { readBack: 'passed', signedUrl: 'unavailable' },
			},
			{ reference: 'CASE-1', proof: { readBack: 'passed', signedUrl: 'passed' } },
		]);
		expect(await passing(trigger)).toEqual([1, 1]);
	});

	it('is a repeat once the other was acknowledged, and so is the other', async () => {
		const trigger = await serveSigned();
		await post(trigger.url, complete());
		await post(signed(trigger), complete());
		for (const url of [trigger.url, signed(trigger)]) {
			expect((await post(url, complete())).status).toBe(200);
		}
		expect(trigger.executions).toHaveLength(2);
	});

	it('ends at the trigger after a restart, too, and the other does not', async () => {
		const trigger = await serveSigned();
		const { workflowId } = trigger;
		await post(trigger.url, complete());
		expect(await passing(trigger)).toEqual([1]);
		await trigger.close();

		const after = await credas.serve(
			{},
			{ credential: { callbackSecret: secret }, workflowId, nodeType: freshlyLoadedTrigger() },
		);
		await post(after.url, complete());
		await post(signed(after), complete());
		expect(await passing(after)).toEqual([0, 1]);
	});
});

describe('a result update that comes again', () => {
	it('starts nothing with other blanks around and in it', async () => {
		const trigger = await credas.serve({ events: ['resultUpdated'] });
		const { entityId } = credas.simulator.createProcess();
		const payload = `{"EntityId":"${entityId}","Result":3}`;
		const body = JSON.stringify({ UpdateType: 6, Payload: payload });
		const again = JSON.stringify({ updateType: 6, payload: `  ${payload}\n` });
		for (const text of [body, `${body}   `, `\n${body}\n\n`, again]) {
			expect((await post(trigger.url, text)).status).toBe(200);
		}
		expect(trigger.executions).toHaveLength(1);
	});
});

describe('when n8n cannot store the execution', () => {
	const refusingOnce = () => {
		let refusals = 1;
		return async () => {
			await pause(50);
			if (refusals-- > 0) throw new Error('the database is away');
		};
	};

	it('the sender gets a 5xx, and its retry is accepted and runs once', async () => {
		const trigger = await credas.serve({}, { storeExecution: refusingOnce() });
		const { id } = credas.simulator.createProcess({ webhookUrl: trigger.url });
		const { attempts, state } = await credas.simulator.completeProcess(id).finished;
		expect(attempts.map(({ status }) => status)).toEqual([500, 200]);
		expect(state).toBe('delivered');
		expect(await passing(trigger)).toEqual([1]);
	});

	it('a copy of the same moment takes its place, and both senders are told the truth', async () => {
		const trigger = await credas.serve({}, { storeExecution: refusingOnce() });
		const answers = await Promise.all([
			post(trigger.url, complete()),
			post(trigger.url, complete()),
		]);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 500]);
		expect(trigger.executions).toHaveLength(1);
	});
});

describe('a caller that hangs up before it is answered', () => {
	const hangUp = async ({ url, executions }: ServedTrigger) => {
		credas.simulator.faults.add({ path: /\/details$/, effect: { kind: 'slow', byMs: 300 } });
		await expect(axios.post(url, complete(), { timeout: 100 })).rejects.toThrow(/timeout/);
		while (executions.length === 0) await pause(10);
	};

	it('loses nothing: its callback starts, and the one that comes again ends at the trigger', async () => {
		const trigger = await credas.serve();
		await hangUp(trigger);
		expect((await post(trigger.url, complete())).status).toBe(200);
		expect(await passing(trigger)).toEqual([1, 0]);
	});
});

describe('twelve callers that hang up before they are answered', () => {
	it('start the workflow once, where nothing but memory would know their key', async () => {
		const trigger = await credas.serve({ events: ['inviteUpdated'] });
		const { id, entityId, processActorIds } = credas.simulator.createProcess();
		const [processActorId] = processActorIds;
		const invite = { processId: id, entityId, processActorId, smsStatus: 0, emailStatus: 5 };
		credas.simulator.faults.add({
			path: /details$/,
			times: Infinity,
			effect: { kind: 'slow', byMs: 200 },
		});
		for (let call = 0; call < 12; call++) {
			await expect(axios.post(trigger.url, invite, { timeout: 50 })).rejects.toThrow(/timeout/);
		}
		while (credas.requests().length < 24) await pause(10);
		await pause(100);
		expect(trigger.executions).toHaveLength(1);
	});
});

describe('after a restart', () => {
	it('a repeat ends at the trigger, with no output', async () => {
		const trigger = await credas.serve();
		await post(trigger.url, complete());
		expect(await passing(trigger)).toEqual([1]);
		await trigger.close();

		const restarted = await credas.serve(
			{},
			{ workflowId: trigger.workflowId, nodeType: freshlyLoadedTrigger() },
		);
		expect((await post(restarted.url, complete())).status).toBe(200);
		expect(restarted.executions).toHaveLength(1);
		expect(await passing(restarted)).toEqual([0]);
	});

	it('an execution that a person runs again passes', async () => {
		const trigger = await credas.serve();
		await post(trigger.url, complete());
		const [[items = []] = []] = trigger.executions;
		for (const mode of ['webhook', 'retry', 'manual'] as const) {
			const { output } = await trigger.runTrigger(items, { mode });
			expect(output[0]).toHaveLength(1);
		}
		const { output } = await trigger.runTrigger(items, { mode: 'webhook' });
		expect(output.flat()).toEqual([]);
	});
});
