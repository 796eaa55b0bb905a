import { setTimeout as pause } from 'node:timers/promises';

import { post } from '../../calls';
import {
	binaryBuffer,
	onlyJsonOf,
	serveWaitingNode,
	wordsOf,
	type NodeExecution,
	type WaitingNode,
} from '../engine';
import { inHurry, withShortPauses } from '../shortWaits';
import type { Changes } from '../simulatedService';

import { processCallback, useCredas } from './service';

const credas = useCredas();

let processId: string;
let waiting: WaitingNode | undefined;

const wait = (options = {}) => ({
	processId: '={{ $json.processId }}',
	options,
});

async function serve(more: Changes<NodeExecution> = {}, options = {}): Promise<WaitingNode> {
	const input = [{ json: { processId, order: 7 } }];
	waiting = await serveWaitingNode(
		credas.setUp('process:waitForCompletion', wait(options), { input, ...more }),
	);
	return waiting;
}

/** Calls the waiting execution, as Credas does unless told otherwise. */
async function call({ resumeUrl }: WaitingNode, claim: object = {}, url = resumeUrl) {
	const body = { ...processCallback(credas.simulator, processId), ...claim };
	return (await post(url, body)).status;
}

beforeEach(() => {
	processId = credas.simulator.createProcess().id;
});

afterEach(async () => {
	await waiting?.close();
	waiting = undefined;
});

describe('process: waitForCompletion', () => {
	it('goes on at once when the process is complete already', async () => {
		credas.simulator.completeProcess(processId);

		const { status, output } = await credas.run('process:waitForCompletion', wait(), {
			input: [{ json: { processId, order: 7 } }],
		});

		expect(status).toBe('success');
		expect(output[0]?.[0]?.json).toMatchObject({
			order: 7,
			completed: true,
			process: { processId, status: 2, statusLabel: 'Complete' },
		});
		expect(output[0]?.[0]?.pairedItem).toEqual({ item: 0 });
	});

	it.each([undefined, null, '00000000-0000-0000-0000-000000000000'])(
		'is not told of an end by details whose id is %s',
		async (id) => {
			credas.simulator.faults.add({
				path: '/api/v2/ci/processes/:id/details',
				effect: { kind: 'status', status: 200, body: { id, status: 2, isComplete: true } },
			});
			const input = [{ json: { processId } }];
			const { message } = wordsOf(await credas.run('process:waitForCompletion', wait(), { input }));
			expect(message).toBe('Credas sent an unexpected response to the request to read the process');
		},
	);

	it('is at the pace of a busy Credas, too, when it looks and when it says how the process ended', async () => {
		credas.simulator.completeProcess(processId);
		for (const path of [
			'/processes/:id/details',
			'/processes/:id',
			'/entities/:id/active-checks',
		]) {
			const effect = { kind: 'status', status: 429, retryAfter: 0 } as const;
			credas.simulator.faults.add({ path: `/api/v2/ci${path}`, times: 4, effect });
		}

		const input = [{ json: { processId } }];
		expect(
			onlyJsonOf(await credas.run('process:waitForCompletion', wait(), { input })),
		).toMatchObject({ completed: true, outcome: 'pass' });
	});

	it('waits for 30 days unless told otherwise, and adds what Credas says to its item', async () => {
		const days = 24 * 3_600_000;
		const before = Date.now();
		const execution = await serve();
		const { status, waitTill } = await execution.begun;
		expect(status).toBe('waiting');
		expect(Number(waitTill) - before).toBeGreaterThanOrEqual(30 * days);
		expect(Number(waitTill) - Date.now()).toBeLessThanOrEqual(30 * days);

		credas.simulator.completeProcess(processId);
		expect(await call(execution)).toBe(200);

		const { output } = await execution.ended;
		expect(output[0]).toHaveLength(1);
		expect(output[0]?.[0]?.json).toMatchObject({
			processId,
			order: 7,
			completed: true,
			process: { processId, statusLabel: 'Complete', dateCompleted: expect.any(String) },
		});
	});

	it('puts the status at the end in place of the one that Create left in the item', async () => {
		credas.simulator.completeProcess(processId);
		const json = { processId, status: 0, statusLabel: 'Not started' };
		expect(
			onlyJsonOf(await credas.run('process:waitForCompletion', wait(), { input: [{ json }] })),
		).toMatchObject({ completed: true, status: 2, statusLabel: 'Complete' });
	});

	it.each([1, 4, 7])(
		'counts a process as complete that Credas calls so, whatever its status: %d',
		async (status) => {
			credas.simulator.faults.add({
				path: '/api/v2/ci/processes/:id/details',
				effect: { kind: 'status', status: 200, body: { id: processId, status, isComplete: true } },
			});
			const json = { processId };
			expect(
				onlyJsonOf(await credas.run('process:waitForCompletion', wait(), { input: [{ json }] })),
			).toMatchObject({ completed: true, status });
		},
	);

	it('stops at an answer that names no status in place of waiting for nothing', async () => {
		credas.simulator.faults.add({
			path: '/api/v2/ci/processes/:id/details',
			effect: { kind: 'status', status: 200, body: { id: processId } },
		});
		const json = { processId };
		const { message } = wordsOf(
			await credas.run('process:waitForCompletion', wait(), { input: [{ json }] }),
		);
		expect(message).toBe('Credas sent an unexpected response to the request to read the process');
	});

	it.each([
		['pass' as const, []],
		['refer' as const, [expect.stringMatching(/^Identity Verification: Refer \(entity /)]],
		['fail' as const, [expect.stringMatching(/^Identity Verification: Fail \(entity /)]],
	])(
		'says what the checks amount to, at once and after a call alike: %s',
		async (result, outcomeReasons) => {
			const outcome = result === 'refer' ? 'review' : result;
			const execution = await serve();
			await execution.begun;
			credas.simulator.completeProcess(processId, result);
			expect(await call(execution)).toBe(200);
			const afterCall = (await execution.ended).output[0]?.[0]?.json;
			expect(afterCall).toMatchObject({ completed: true, outcome, outcomeReasons });

			const input = [{ json: { processId, order: 7 } }];
			const atOnce = onlyJsonOf(await credas.run('process:waitForCompletion', wait(), { input }));
			expect(atOnce).toEqual(afterCall);
		},
	);

	it('judges everybody in the process', async () => {
		const { id, entityIds } = credas.simulator.createProcess({
			journey: 'propertySale',
			people: [{}, {}],
		});
		const [, seller] = entityIds;
		credas.simulator.completeProcess(id, {
			checks: [1, { status: 4, name: 'Sanctions', entityId: seller }],
		});
		const input = [{ json: { processId: id } }];
		expect(
			onlyJsonOf(await credas.run('process:waitForCompletion', wait(), { input })),
		).toMatchObject({
			completed: true,
			outcome: 'fail',
			outcomeReasons: [`Sanctions: Fail (entity ${seller})`],
		});
	});

	it('is no pass for a process that ended otherwise, though its checks have passed', async () => {
		credas.simulator.completeProcess(processId);
		credas.simulator.setProcessStatus(processId, 5);
		const input = [{ json: { processId } }];
		expect(
			onlyJsonOf(await credas.run('process:waitForCompletion', wait(), { input })),
		).toMatchObject({
			completed: false,
			outcome: 'unknown',
			outcomeReasons: ['The process is not complete: Rejected'],
		});
	});

	it('goes on without the checks where Credas does not give them, and says so', async () => {
		const execution = await serve();
		await execution.begun;
		credas.simulator.completeProcess(processId);
		credas.simulator.faults.add({
			path: /active-checks$/,
			times: Infinity,
			effect: { kind: 'status', status: 500 },
		});

		expect(await call(execution)).toBe(200);
		expect((await execution.ended).output[0]?.[0]?.json).toMatchObject({
			completed: true,
			outcome: 'unknown',
			outcomeReasons: [
				expect.stringMatching(/^The checks could not be read: answer 500 \(entity /),
			],
		});
	});

	it('goes on though Credas never answers about the checks', async () => {
		const execution = await serve();
		await execution.begun;
		credas.simulator.completeProcess(processId);
		credas.simulator.faults.add({
			path: /active-checks$/,
			times: Infinity,
			effect: { kind: 'hang' },
		});

		expect(await inHurry(async () => await call(execution))).toBe(200);
		expect((await execution.ended).output[0]?.[0]?.json).toMatchObject({
			completed: true,
			outcome: 'unknown',
			outcomeReasons: [expect.stringContaining('could not be read: no answer')],
		});
	});

	it('asks Credas each question once', async () => {
		const { id, entityId } = credas.simulator.createProcess();
		credas.simulator.completeProcess(id);
		await credas.run('process:waitForCompletion', wait(), { input: [{ json: { processId: id } }] });
		expect(credas.requests()).toEqual([
			`GET /processes/${id}/details`,
			`GET /processes/${id}`,
			`GET /entities/${entityId}/active-checks`,
		]);
	});

	it('keeps the binary data of its item', async () => {
		const data = { data: Buffer.from('kept').toString('base64'), mimeType: 'text/plain' };
		const execution = await serve({ input: [{ json: { processId }, binary: { data } }] });
		await execution.begun;
		credas.simulator.completeProcess(processId);
		await call(execution);

		const { output } = await execution.ended;
		expect((await binaryBuffer(output[0]?.[0])).toString()).toBe('kept');
	});

	const ofAnEarlierWait = {
		completed: true,
		timedOut: false,
		outcome: 'pass',
		outcomeReasons: [],
		status: 2,
		statusLabel: 'Complete',
		process: { processId: 'an earlier one', isComplete: true },
	};

	it('says that the time ran out, whatever an earlier wait has left in the item', async () => {
		const limitWaitTime = {
			values: { limitType: 'afterTimeInterval', resumeAmount: 2, resumeUnit: 'hours' },
		};
		const before = Date.now();
		const input = [{ json: { processId, order: 7, ...ofAnEarlierWait } }];
		const execution = await serve({ input }, { limitWaitTime });
		const { waitTill } = await execution.begun;
		expect(Number(waitTill) - before).toBeGreaterThanOrEqual(2 * 3_600_000);
		expect(Number(waitTill) - Date.now()).toBeLessThanOrEqual(2 * 3_600_000);

		const { output, run } = await execution.timeOut();
		expect(output[0]?.map(({ json }) => json)).toEqual([
			{
				processId,
				order: 7,
				completed: false,
				timedOut: true,
				status: 0,
				statusLabel: 'Not started',
				process: expect.objectContaining({ processId, isComplete: false, status: 0 }),
			},
		]);
		// What the node before gave stays as it was.
		expect(run.data.resultData.runData.Start?.[0]?.data?.main?.[0]?.[0]?.json).toEqual(
			input[0]?.json,
		);
	});

	it('lets nothing of an earlier wait through with Execute Once, either', async () => {
		const input = [1, 2].map(() => ({ json: { processId, ...ofAnEarlierWait } }));
		const execution = await serve({ input, executeOnce: true });
		await execution.begun;
		const { output } = await execution.timeOut();
		expect(output[0]?.map(({ json }) => json)).toMatchObject([
			{ completed: false, timedOut: true },
		]);
	});

	it('takes what an earlier wait has left for nothing when it goes on at once', async () => {
		credas.simulator.faults.add({
			path: '/api/v2/ci/processes/:id/details',
			effect: { kind: 'status', status: 200, body: { id: processId, isComplete: true } },
		});
		const input = [{ json: { processId, status: 0, statusLabel: 'Not started' } }];
		const item = onlyJsonOf(await credas.run('process:waitForCompletion', wait(), { input }));
		expect(item).toMatchObject({ completed: true, timedOut: false, processId });
		expect(item).not.toHaveProperty('status');
		expect(item).not.toHaveProperty('statusLabel');
	});

	it.each([
		['a completion that did not happen', () => ({}), 503],
		['nothing it understands', () => ({ ProcessId: undefined }), 400],
		['the delivery of an invite', () => ({ processActorId: 1, smsStatus: 2 }), 400],
	])('turns away a call about %s and waits on', async (_, claim, status) => {
		const execution = await serve();
		await execution.begun;

		expect(await withShortPauses(() => call(execution, claim()))).toBe(status);

		credas.simulator.completeProcess(processId);
		expect(await call(execution)).toBe(200);
		expect((await execution.ended).output[0]?.[0]?.json).toMatchObject({ completed: true });
	});

	it('is ended by its own callback, wherever in the item its Process ID comes from', async () => {
		const input = [{ json: { process: { id: processId } } }];
		waiting = await serveWaitingNode(
			credas.setUp(
				'process:waitForCompletion',
				{ processId: '={{ $json.process.id }}', options: {} },
				{ input },
			),
		);
		await waiting.begun;
		credas.simulator.completeProcess(processId);

		expect(await call(waiting)).toBe(200);
		expect((await waiting.ended).output[0]?.[0]?.json).toMatchObject({
			completed: true,
			processId,
		});
	});

	it('turns away a call about another process, even once the awaited one is complete', async () => {
		const execution = await serve();
		await execution.begun;
		const other = credas.simulator.createProcess().id;
		credas.simulator.completeProcess(other);
		credas.simulator.completeProcess(processId);

		expect(await call(execution, { ProcessId: other })).toBe(403);
		expect(await call(execution)).toBe(200);
	});

	it('turns away a call of another client, and one without the token', async () => {
		const execution = await serve();
		await execution.begun;
		credas.simulator.completeProcess(processId);

		const stranger = '00000000-0000-4000-8000-000000000000';
		expect(await call(execution, { ClientId: stranger })).toBe(403);
		expect(await call(execution, {}, execution.resumeUrl.replace(/\?.*/, ''))).toBe(401);
		expect(await call(execution)).toBe(200);
	});

	it('answers 503 while Credas cannot be asked, and goes on when the call comes again', async () => {
		const execution = await serve();
		await execution.begun;
		credas.simulator.completeProcess(processId);
		credas.simulator.faults.add({ path: /details$/, effect: { kind: 'status', status: 500 } });

		expect(await call(execution)).toBe(503);
		expect(await call(execution)).toBe(200);
	});

	it('goes on with a call whose other members say nothing', async () => {
		const execution = await serve();
		await execution.begun;
		credas.simulator.completeProcess(processId);
		const EntityId = '00000000-0000-0000-0000-000000000000';
		expect(await call(execution, { UpdateType: null, ProcessActorId: 0, EntityId })).toBe(200);
	});

	it('acknowledges honest news of a process under way and waits on', async () => {
		const execution = await serve();
		await execution.begun;
		credas.simulator.setProcessStatus(processId, 4);

		expect(await call(execution, { Status: 4 })).toBe(200);

		credas.simulator.setProcessStatus(processId, 2);
		expect(await call(execution)).toBe(200);
		expect((await execution.ended).output[0]?.[0]?.json).toMatchObject({ completed: true });
	});

	it.each([
		[5, 'Rejected'],
		[6, 'Expired'],
		[7, 'Archived'],
	])(
		'goes on with completed false when the process ended with status %d',
		async (status, label) => {
			const execution = await serve();
			await execution.begun;
			credas.simulator.setProcessStatus(processId, status);

			expect(await call(execution, { Status: status })).toBe(200);

			expect((await execution.ended).output[0]?.[0]?.json).toMatchObject({
				order: 7,
				completed: false,
				process: { processId, status, statusLabel: label },
			});
		},
	);

	it('goes on with completed false when the process was deleted', async () => {
		const execution = await serve();
		await execution.begun;
		credas.simulator.deleteProcess(processId);

		expect(await call(execution, { Status: 3 })).toBe(200);

		expect((await execution.ended).output[0]?.[0]?.json).toMatchObject({
			completed: false,
			outcome: 'unknown',
			outcomeReasons: expect.arrayContaining(['The process is not complete: Deleted']),
			process: { processId, statusLabel: 'Deleted' },
		});
	});

	it('is not ended by a stray answer that Credas does not know the process', async () => {
		const execution = await serve();
		await execution.begun;
		for (const status of [404, 410]) {
			credas.simulator.faults.add({
				path: /details$/,
				times: 2,
				effect: { kind: 'status', status },
			});
			expect(await call(execution)).toBe(503);
		}

		credas.simulator.completeProcess(processId);
		expect(await call(execution)).toBe(200);
		expect((await execution.ended).output[0]?.[0]?.json).toMatchObject({ completed: true });
	});

	it('goes on once Credas has caught up with the call', async () => {
		const execution = await serve();
		await execution.begun;
		const asked = credas.requests().length;

		const answer = call(execution);
		while (credas.requests().length === asked) await pause(10);
		credas.simulator.completeProcess(processId);

		expect(await answer).toBe(200);
		expect((await execution.ended).output[0]?.[0]?.json).toMatchObject({ completed: true });
	});

	it('is ended by a process that is complete by its flag, whatever the number', async () => {
		const execution = await serve();
		await execution.begun;
		const body = { id: processId, status: 4, isComplete: true };
		credas.simulator.faults.add({
			path: /details$/,
			effect: { kind: 'status', status: 200, body },
		});

		expect(await call(execution)).toBe(200);
		expect((await execution.ended).output[0]?.[0]?.json).toMatchObject({ completed: true });
	});

	it('goes on with what Credas says when a call comes late, after another end', async () => {
		const execution = await serve();
		await execution.begun;
		credas.simulator.setProcessStatus(processId, 5);

		expect(await call(execution)).toBe(200);
		expect((await execution.ended).output[0]?.[0]?.json).toMatchObject({
			completed: false,
			process: { statusLabel: 'Rejected' },
		});
	});

	it('answers a body over 256 kB with 413 and waits on', async () => {
		const execution = await serve();
		await execution.begun;
		expect(await call(execution, { More: 'x'.repeat(256 * 1024) })).toBe(413);
		credas.simulator.completeProcess(processId);
		expect(await call(execution)).toBe(200);
	});

	it('takes one item at a time and says what to do with several', async () => {
		const input = [1, 2].map((order) => ({ json: { processId, order } }));
		const { message, description } = wordsOf(
			await credas.run('process:waitForCompletion', wait(), { input }),
		);
		expect(message).toContain('one item at a time, and there are 2');
		expect(description).toContain('Loop Over Items');
	});

	it('stops at once for a process that Credas does not know', async () => {
		const { message } = wordsOf(
			await credas.run('process:waitForCompletion', wait(), {
				input: [{ json: { processId: '9429d6b1-de6e-4fac-8343-9a48c4d5534f' } }],
			}),
		);
		expect(message).toContain('Credas could not read the process: it answered 404');
	});

	it('is not offered to AI agents', () => {
		const { properties } = credas.setUp('process:waitForCompletion').nodeType.description;
		const operations = properties.flatMap(({ options = [] }) => options);
		expect(operations.find(({ name }) => name === 'Wait for Completion')).toMatchObject({
			displayOptions: { show: { '@tool': [false] } },
		});
	});
});
