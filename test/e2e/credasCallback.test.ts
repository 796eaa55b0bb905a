import type { IDataObject } from 'n8n-workflow';
import { createHash, randomUUID } from 'node:crypto';

import { outputItems, outputJson, type Execution } from '../../sandbox/n8nClient';
import { post, send } from '../calls';

import { completionCallback, openCredas, type CredasService } from './credas';
import { executionsThatReached, settledExecutions } from './executions';
import { chain, credas, noOp } from './workflowBuilder';
import type { Published } from './workspace';
import { openN8n } from './world';

const processId = '={{ $json.processId }}';

describe('A workflow behind the Credas Trigger', () => {
	let here: CredasService;

	beforeAll(async () => {
		here = await openCredas(await openN8n());
	});
	afterAll(async () => await here.close());

	const action = (resource: string, operation: string, parameters: IDataObject) =>
		credas(resource, operation, {
			name: 'Credas',
			credential: here.credential,
			parameters: parameters as never,
		});

	/** Publishes trigger, node and a node behind. */
	const publishWith = async (resource: string, operation: string, parameters: IDataObject) => {
		const node = action(resource, operation, parameters);
		return await here.workspace.publish(chain(operation, here.trigger(), node, noOp()));
	};

	/** A customer finishes; Credas calls; gives the execution that this started. */
	const finishedExecution = async ({ id, url }: Published, twoPeople = false) => {
		const process = twoPeople
			? here.simulator.createProcess({ webhookUrl: url, journey: 'propertySale', people: [{}, {}] })
			: here.simulator.createProcess({ webhookUrl: url });
		const delivery = await here.simulator.completeProcess(process.id).finished;
		expect(delivery.attempts.map(({ status }) => status)).toEqual([200]);
		return { process, execution: await here.n8n.waitForExecution(id) };
	};

	/** The PDF of an item as n8n gives it to a user, with everything said about it. */
	const download = async (execution: Execution, property: string, item = 0) => {
		const binary = outputItems(execution, 'Credas')[item]?.binary?.[property];
		if (binary === undefined) throw new Error(`There is no binary "${property}"`);
		const { fileName, mimeType } = binary;
		return { content: await here.n8n.downloadBinary(binary), fileName, mimeType };
	};

	const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

	it('brings details, checks, outcome and the PDF byte for byte once Credas calls', async () => {
		const workflow = await publishWith('process', 'getResultPack', { processId });
		const process = here.simulator.createProcess({ title: 'Tenancy check Flat 3' });
		// The process names no callback URL, so that the one call is exactly the documented one.
		await here.simulator.completeProcess(process.id).finished;

		const answer = await post(
			`${workflow.url}?our-reference=1232323`,
			completionCallback(process.id, here.simulator.clientId),
		);

		expect(answer.status).toBe(200);
		const execution = await here.n8n.waitForExecution(workflow.id);
		expect(execution.status).toBe('success');
		const details = here.simulator.state.process(process.id);
		const [item] = outputJson(execution, 'Credas Trigger');
		expect(item).toEqual({
			event: 'processComplete',
			processId: process.id,
			clientId: here.simulator.clientId,
			journeyId: details.journeyId,
			status: 2,
			statusLabel: 'Complete',
			deliveryKey: `${process.id}:2:${details.dateCompleted}`,
			receivedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/) as string,
			proof: { readBack: 'passed', signedUrl: 'notConfigured', header: 'notConfigured' },
			claimed: {
				processId: process.id,
				clientId: here.simulator.clientId,
				status: 2,
				statusLabel: 'Complete',
				statusDescription: 'The process is complete',
				query: { 'our-reference': '1232323' },
			},
		});

		const served = here.simulator.pdfOf(process.id, process.entityId);
		const [pack] = outputJson(execution, 'Behind');
		expect(pack).toMatchObject({
			processId: process.id,
			outcome: 'pass',
			report: {
				bytes: served.length,
				sha256: sha256(served),
				processId: process.id,
				entityId: process.entityId,
			},
			people: [{ entityId: process.entityId, outcome: 'pass' }],
		});
		const { content, fileName, mimeType } = await download(execution, 'report');
		expect(content.equals(served)).toBe(true);
		expect(mimeType).toBe('application/pdf');
		expect(fileName).toMatch(/^Credas report.*Tenancy check Flat 3.*\.pdf$/);
	});

	it('brings the report of every person in one item', async () => {
		const workflow = await publishWith('process', 'getResultPack', { processId });

		const { process, execution } = await finishedExecution(workflow, true);

		expect(outputItems(execution, 'Credas')).toHaveLength(1);
		const [buyer = '', seller = ''] = process.entityIds;
		const first = await download(execution, 'report');
		const second = await download(execution, 'report_1');
		expect(first.content.equals(here.simulator.pdfOf(process.id, buyer))).toBe(true);
		expect(second.content.equals(here.simulator.pdfOf(process.id, seller))).toBe(true);
	});

	it('reads the details of the process', async () => {
		const workflow = await publishWith('process', 'getDetails', { processId });

		const { process, execution } = await finishedExecution(workflow);

		expect(outputJson(execution, 'Behind')).toEqual([
			expect.objectContaining({ processId: process.id, status: 2, statusLabel: 'Complete' }),
		]);
	});

	it('reads the active checks of every person, one item each', async () => {
		const parameters = { entitySource: 'process', processId };
		const workflow = await publishWith('entity', 'getActiveChecks', parameters);

		const { process, execution } = await finishedExecution(workflow, true);

		const people = outputJson(execution, 'Behind');
		expect(people.map(({ entityId }) => entityId)).toEqual(process.entityIds);
		for (const { outcome, checks } of people) {
			expect(outcome).toBe('pass');
			expect(checks).toEqual([
				expect.objectContaining({ name: 'Identity Verification', status: 1, statusLabel: 'Pass' }),
				expect.objectContaining({ status: 1, statusLabel: 'Pass' }),
			]);
		}
	});

	it('exports the PDF of every person of the process, one item each', async () => {
		const parameters = { entitySource: 'process', processId };
		const workflow = await publishWith('entity', 'exportPdf', parameters);

		const { process, execution } = await finishedExecution(workflow, true);

		for (const [index, entityId] of process.entityIds.entries()) {
			const served = here.simulator.pdfOf(process.id, entityId);
			const { content, mimeType } = await download(execution, 'data', index);
			expect(content.equals(served)).toBe(true);
			expect(mimeType).toBe('application/pdf');
			expect(outputJson(execution, 'Credas')[index]).toMatchObject({
				entityId,
				report: { bytes: served.length, sha256: sha256(served) },
			});
		}
	});

	it('exports the PDF of one entity', async () => {
		const process = here.simulator.createProcess({});
		const parameters = { entitySource: 'entity', entityId: process.entityId, processId };
		const workflow = await publishWith('entity', 'exportPdf', parameters);
		await here.simulator.completeProcess(process.id).finished;

		const body = completionCallback(process.id, here.simulator.clientId);
		await post(workflow.url, body);

		const execution = await here.n8n.waitForExecution(workflow.id);
		const { content } = await download(execution, 'data');
		expect(content.equals(here.simulator.pdfOf(process.id, process.entityId))).toBe(true);
	});

	it('stops with what Credas said, and no file, when the report breaks off', async () => {
		const workflow = await publishWith('process', 'getResultPack', { processId });
		here.simulator.setReportAnswer({ kind: 'cut' });

		const { execution } = await finishedExecution(workflow);

		here.simulator.setReportAnswer({ kind: 'pdf' });
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toContain(
			'Credas could not export the report',
		);
		expect(outputItems(execution, 'Credas')).toEqual([]);
	});

	describe('refuses a forged callback, and no execution comes of it', () => {
		let workflow: Published;

		beforeAll(async () => {
			workflow = await here.publishTrigger('Forgeries');
		});

		/** The documented callback for a process that really is complete, with some fields changed. */
		const honest = (changes: IDataObject = {}) => {
			const { id } = here.simulator.createProcess({});
			here.simulator.completeProcess(id);
			return {
				ProcessId: id,
				ClientId: here.simulator.clientId,
				Status: 2,
				StatusDescription: 'The process is complete',
				...changes,
			};
		};
		const unfinished = () => here.simulator.createProcess({}).id;
		const guidOfNobody = () => randomUUID();

		it.each<[string, number, () => CallParts]>([
			['an unknown process', 403, () => [honest({ ProcessId: guidOfNobody() })]],
			[
				'a process that is not finished, which it may be in a moment',
				503,
				() => [honest({ ProcessId: unfinished() })],
			],
			['another client', 403, () => [honest({ ClientId: guidOfNobody() })]],
			['text that is no JSON', 400, () => ['done', { 'content-type': 'text/plain' }]],
			['broken JSON, which n8n itself refuses', 422, () => ['{"ProcessId": ']],
			['an empty body', 400, () => ['']],
			['no body at all', 400, () => []],
			['an array', 400, () => [[honest()]]],
			['a bare value', 400, () => ['"done"']],
			['1 MB of junk', 413, () => [{ junk: 'x'.repeat(1024 * 1024) }]],
			['1 MB of bytes', 413, () => ['\u0000\u0001'.repeat(512 * 1024), { 'content-type': OCTETS }]],
			['a missing process id', 400, () => [honest({ ProcessId: undefined })]],
			['a process id that is none', 400, () => [honest({ ProcessId: '../../entities' })]],
			['a form', 400, () => ['ProcessId=1', { 'content-type': FORM }]],
		])('%s gets %i', async (_, status, call) => {
			const answer = await post(workflow.url, ...call());

			expect(answer.status).toBe(status);
			expect(await here.n8n.executions(workflow.id)).toEqual([]);
		});

		it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD'])('the method %s gets 404', async (method) => {
			const answer = await send(method, workflow.url, honest());

			expect(answer.status).toBe(404);
			expect(await here.n8n.executions(workflow.id)).toEqual([]);
		});

		it('an honest one behind all of these starts exactly one', async () => {
			const own = await here.publishTrigger('One honest call');
			const body = honest();
			await post(own.url, { ...body, ProcessId: guidOfNobody() });

			expect((await post(own.url, body)).status).toBe(200);

			expect(await settledExecutions(here.n8n, own.id)).toHaveLength(1);
		});
	});

	it('acknowledges an event that is not selected and starts nothing', async () => {
		const workflow = await here.publishTrigger('Not selected');
		const { id } = here.simulator.createProcess({ webhookUrl: workflow.url });

		const delivery = await here.simulator.deleteProcess(id).finished;

		expect(delivery.attempts.map(({ status }) => status)).toEqual([200]);
		expect(await here.n8n.executions(workflow.id)).toEqual([]);
	});

	it('starts once for two copies at the same moment, and both senders get 200', async () => {
		const workflow = await here.publishTrigger('Copies');
		const { id } = here.simulator.createProcess({ webhookUrl: workflow.url });
		here.simulator.sender.misbehave({ kind: 'doubled' });

		const delivery = await here.simulator.completeProcess(id).finished;

		expect(delivery.attempts.map(({ copy, status }) => [copy, status]).sort()).toEqual([
			[1, 200],
			[2, 200],
		]);
		expect(await executionsThatReached(here.n8n, workflow.id)).toHaveLength(1);
	});

	it('starts once for a repeat, and again when the process was reopened and completed again', async () => {
		const workflow = await here.publishTrigger('Repeats');
		const { id } = here.simulator.createProcess({ webhookUrl: workflow.url });
		await here.simulator.completeProcess(id).finished;
		const repeat = await here.simulator.redeliver(id).finished;

		expect(repeat.attempts.map(({ status }) => status)).toEqual([200]);
		expect(await executionsThatReached(here.n8n, workflow.id)).toHaveLength(1);

		here.simulator.reopenProcess(id);
		await here.simulator.completeProcess(id).finished;
		expect(await executionsThatReached(here.n8n, workflow.id)).toHaveLength(2);
	});

	it('asks the sender to come again while Credas cannot be asked, then starts once', async () => {
		const workflow = await here.publishTrigger('Credas is away');
		const { id } = here.simulator.createProcess({ webhookUrl: workflow.url });
		const readBack = '/api/v2/ci/processes/:id/details';
		here.simulator.faults.add({
			path: readBack,
			times: 3,
			effect: { kind: 'status', status: 503 },
		});

		const delivery = await here.simulator.completeProcess(id).finished;

		expect(delivery.attempts.map(({ status }) => status)).toEqual([503, 200]);
		expect(await executionsThatReached(here.n8n, workflow.id)).toHaveLength(1);
	});
});

const FORM = 'application/x-www-form-urlencoded';

const OCTETS = 'application/octet-stream';

/** What a call brings besides its address. */
type CallParts = [body?: unknown, headers?: Record<string, string>];
