import type { IDataObject } from 'n8n-workflow';

import { errorMessage, outputItems, outputJson } from '../../sandbox/n8nClient';
import { journeys, type CreatedProcess } from '../../sandbox/simulators/credas';
import { waitUntil } from '../../sandbox/waitUntil';
import { post, send } from '../calls';

import { completionCallback, openCredas, type CredasService } from './credas';
import { answersOf } from './service';
import { chain, credas, noOp, splitOut, start } from './workflowBuilder';
import type { Published } from './workspace';
import { openN8n } from './world';

const TIME_OUT_TEST_MS = 300_000;

describe('A workflow that creates a process and waits for the customer', () => {
	let here: CredasService;
	let workflow: Published;
	let limitedExecutionId: string;
	let unfinished: CreatedProcess;

	const processId = '={{ $json.processId }}';

	const create = () =>
		credas('process', 'create', {
			name: 'Create',
			credential: here.credential,
			parameters: {
				journeyId: { __rl: true, mode: 'id', value: journeys.identity.id },
				title: '={{ $json.body.title }}',
				people: {
					person: [
						{
							actorId: journeys.identity.actors[0].id,
							contact: 'email',
							firstName: 'Amara',
							surname: 'Sample',
							emailAddress: 'amara.sample@example.com',
						},
					],
				},
				callback: 'thisExecution',
			},
		});

	const wait = (options: IDataObject = {}, id = processId) =>
		credas('process', 'waitForCompletion', {
			name: 'Wait',
			credential: here.credential,
			parameters: { processId: id, options: options as never },
		});

	/** Starts the workflow for a process of this title and gives both once the execution sleeps. */
	const startWaiting = async (title: string, { id, url } = workflow) => {
		const [before] = await here.n8n.executions(id);
		expect((await post(url, { title })).status).toBe(200);
		const look = async () => {
			const [newest] = await here.n8n.executions(id);
			if (newest === undefined || newest.id === before?.id) return undefined;
			if (newest.status === 'error') throw new Error(await errorOf(newest.id));
			return newest.status === 'waiting' ? newest : undefined;
		};
		const { id: executionId } = await waitUntil({
			what: 'a waiting execution',
			timeoutMs: 60_000,
			look,
		});
		const process = here.simulator.state.processes.find((each) => each.title === title);
		if (process === undefined) throw new Error(`No process "${title}" was created`);
		return { executionId, process, resumeUrl: process.webhookUrl ?? '' };
	};

	const errorOf = async (executionId: string) =>
		errorMessage(await here.n8n.execution(executionId));

	const statusOf = async (executionId: string) => (await here.n8n.execution(executionId)).status;

	beforeAll(async () => {
		here = await openCredas(await openN8n());
		workflow = await here.workspace.publish(chain('Wait', start(), create(), wait(), noOp()));

		// n8n looks for waits that have run out once a minute, so this one starts before the others.
		const values = { limitType: 'afterTimeInterval', resumeAmount: 0.02, resumeUnit: 'minutes' };
		const finished = here.simulator.createProcess({});
		await here.simulator.completeProcess(finished.id).finished;
		unfinished = here.simulator.createProcess({});
		const waitFor = (name: string, id: string, options: IDataObject = {}) => ({
			...wait(options, id),
			name,
		});
		const limited = chain(
			'Time out',
			start(),
			waitFor('First', '={{ $json.body.first }}'),
			waitFor('Second', '={{ $json.body.second }}', { limitWaitTime: { values } }),
			noOp(),
		);
		const { id, url } = await here.workspace.publish(limited);
		await post(url, { first: finished.id, second: unfinished.id });
		limitedExecutionId = await waitUntil({
			what: 'the wait that is to run out',
			timeoutMs: 60_000,
			look: async () => (await here.n8n.executions(id))[0]?.id,
		});
	});
	afterAll(async () => await here.close());

	it('goes on in the same execution once the customer has finished', async () => {
		const { executionId, process } = await startWaiting('Finishes');

		expect(await answersOf(here.simulator.completeProcess(process.id))).toEqual([200]);

		const execution = await here.n8n.waitForStatus(executionId, 'success');
		const [created] = outputJson(execution, 'Create');
		expect(created).toMatchObject({
			processId: process.id,
			entityId: process.actors[0]?.entityId,
			processActorId: process.actors[0]?.id,
		});
		expect(outputJson(execution, 'Behind')).toEqual([
			{
				...created,
				completed: true,
				timedOut: false,
				outcome: 'pass',
				outcomeReasons: [],
				status: 2,
				statusLabel: 'Complete',
				process: expect.objectContaining({
					processId: process.id,
					status: 2,
					statusLabel: 'Complete',
				}) as IDataObject,
			},
		]);
		expect(outputItems(execution, 'Behind')).toHaveLength(1);
	});

	it('goes on at once when the process is complete already', async () => {
		const { id } = here.simulator.createProcess({});
		await here.simulator.completeProcess(id).finished;
		const node = credas('process', 'waitForCompletion', {
			name: 'Wait',
			credential: here.credential,
			parameters: { processId: '={{ $json.body.processId }}' },
		});
		const { id: workflowId, url } = await here.workspace.publish(
			chain('Complete already', start(), node, noOp()),
		);

		await post(url, { processId: id });

		const execution = await here.n8n.waitForExecution(workflowId);
		expect(execution.status).toBe('success');
		expect(outputJson(execution, 'Behind')).toEqual([
			expect.objectContaining({ completed: true, body: { processId: id } }),
		]);
	});

	it('refuses a callback for another process and waits on', async () => {
		const { executionId, process, resumeUrl } = await startWaiting('The awaited one');
		const other = here.simulator.createProcess({ webhookUrl: resumeUrl });

		const delivery = await here.simulator.completeProcess(other.id).finished;

		expect(new Set(delivery.attempts.map(({ status }) => status))).toEqual(new Set([403]));
		expect(await statusOf(executionId)).toBe('waiting');
		await here.simulator.completeProcess(process.id).finished;
		await here.n8n.waitForStatus(executionId, 'success');
	});

	it('refuses forged callbacks and waits on', async () => {
		const { executionId, process, resumeUrl } = await startWaiting('Forged');
		const { clientId } = here.simulator;
		const claim = completionCallback(process.id, clientId);

		// Credas may only be behind, so this one is to come again.
		expect((await post(resumeUrl, claim)).status).toBe(503);
		const otherClient = completionCallback(process.id, crypto.randomUUID());
		expect((await post(resumeUrl, otherClient)).status).toBe(403);
		expect((await post(resumeUrl, 'done', { 'content-type': 'text/plain' })).status).toBe(400);
		expect((await post(resumeUrl, '')).status).toBe(400);
		expect((await post(resumeUrl, [])).status).toBe(400);
		expect((await post(resumeUrl, '{"ProcessId": ')).status).toBe(422);
		expect((await send('GET', resumeUrl)).status).toBe(404);
		const unsigned = resumeUrl.split('?', 1).join('');
		expect((await post(unsigned, claim)).status).toBe(401);

		expect(await statusOf(executionId)).toBe('waiting');
		await here.simulator.completeProcess(process.id).finished;
		await here.n8n.waitForStatus(executionId, 'success');
	});

	it('acknowledges an honest callback about a process under way, and waits on', async () => {
		const { executionId, process } = await startWaiting('Under way');
		here.simulator.setProcessStatus(process.id, 1);

		expect(await answersOf(here.simulator.notifyStatus(process.id))).toEqual([200]);

		expect(await statusOf(executionId)).toBe('waiting');
		await here.simulator.completeProcess(process.id).finished;
		await here.n8n.waitForStatus(executionId, 'success');
	});

	it('answers a second callback with 409 and runs what is behind once', async () => {
		const { executionId, process, resumeUrl } = await startWaiting('Called twice');
		await here.simulator.completeProcess(process.id).finished;
		await here.n8n.waitForStatus(executionId, 'success');

		const again = completionCallback(process.id, here.simulator.clientId);
		const answer = await post(resumeUrl, again);

		expect(answer.status).toBe(409);
		const execution = await here.n8n.execution(executionId);
		expect(execution.data.resultData.runData.Behind).toHaveLength(1);
	});

	it('says that the customer did not finish when the process is deleted', async () => {
		const { executionId, process } = await startWaiting('Deleted');

		expect(await answersOf(here.simulator.deleteProcess(process.id))).toEqual([200]);

		const execution = await here.n8n.waitForStatus(executionId, 'success');
		expect(outputJson(execution, 'Behind')).toEqual([
			expect.objectContaining({ completed: false, processId: process.id }),
		]);
	});

	it('does not lose a callback that comes while the execution is not waiting yet', async () => {
		// The customer is faster than the workflow: Credas calls before the answer to the creation is read.
		const creation = '/api/v2/ci/processes';
		const effect = { kind: 'slow', byMs: 1_500 } as const;
		here.simulator.faults.add({ method: 'POST', path: creation, after: 'work', effect });
		const [before] = await here.n8n.executions(workflow.id);
		await post(workflow.url, { title: 'Too fast' });
		const created = async () =>
			here.simulator.state.processes.find(({ title }) => title === 'Too fast');
		const process = await waitUntil({ what: 'the process', timeoutMs: 60_000, look: created });

		const early = here.simulator.completeProcess(process.id);

		const execution = await here.n8n.waitForExecution(workflow.id, { after: before?.id });
		expect(execution.status).toBe('success');
		expect(outputJson(execution, 'Behind')).toEqual([
			expect.objectContaining({ completed: true, processId: process.id }),
		]);
		const { attempts } = await early.finished;
		expect(attempts[0]?.status).toBe(409);
	});

	it('says what to do when several items come', async () => {
		const processes = [1, 2].map((): CreatedProcess => here.simulator.createProcess({}));
		const { id, url } = await here.workspace.publish(
			chain('Several', start(), splitOut('body.processes'), wait(), noOp()),
		);

		await post(url, { processes: processes.map((process) => ({ processId: process.id })) });

		const execution = await here.n8n.waitForExecution(id);
		expect(execution.status).toBe('error');
		expect(errorMessage(execution)).toContain(
			'Wait for Completion takes one item at a time, and there are 2',
		);
		expect(execution.data.resultData.error?.description).toContain('Execute Sub-workflow');
	});

	it(
		'says that the time ran out, whatever an earlier wait has left in the item',
		async () => {
			const execution = await here.n8n.waitForStatus(
				limitedExecutionId,
				'success',
				TIME_OUT_TEST_MS,
			);

			const [first] = outputJson(execution, 'First');
			expect(first).toMatchObject({ completed: true, timedOut: false, outcome: 'pass' });
			const [item, ...more] = outputJson(execution, 'Behind');
			expect(more).toEqual([]);
			expect(item).toMatchObject({
				body: first?.body,
				completed: false,
				timedOut: true,
				processId: unfinished.id,
				process: { processId: unfinished.id },
			});
			expect(item).not.toHaveProperty('outcome');
			expect(item).not.toHaveProperty('outcomeReasons');
		},
		TIME_OUT_TEST_MS,
	);
});
