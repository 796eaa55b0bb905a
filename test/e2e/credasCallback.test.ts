import type { IDataObject } from 'n8n-workflow';
import { createHash, randomUUID } from 'node:crypto';

import { outputItems, outputJson, type Execution } from '../../sandbox/n8nClient';

import { completionCallback, openCredasPortal, type CredasPortal } from './credasPortal';
import { executionsThatReached, settledExecutions } from './executions';
import { sendCall } from './rawCall';
import { chain, credas, credasTrigger, noOp } from './workflowBuilder';
import type { Published } from './workspace';
import { openN8n } from './world';

const processId = '={{ $json.processId }}';

describe('A workflow behind the Credas Trigger', () => {
	let here: CredasPortal;

	beforeAll(async () => {
		here = await openCredasPortal(await openN8n());
	});
	afterAll(async () => await here.close());

	const trigger = (parameters = {}) => credasTrigger({ credential: here.credential, parameters });

	const action = (resource: string, operation: string, parameters: IDataObject) =>
		credas(resource, operation, {
			name: 'Credas',
			credential: here.credential,
			parameters: parameters as never,
		});

	/** Publishes trigger, node and a node behind. */
	const publishWith = async (resource: string, operation: string, parameters: IDataObject) => {
		const node = action(resource, operation, parameters);
		return await here.workspace.publish(chain(operation, trigger(), node, noOp()));
	};

	/** A customer finishes; Credas calls; gives the execution that this started. */
	const finishedExecution = async ({ id, url }: Published, twoPeople = false) => {
		const process = twoPeople
			? here.portal.createProcess({ webhookUrl: url, journey: 'propertySale', people: [{}, {}] })
			: here.portal.createProcess({ webhookUrl: url });
		const delivery = await here.portal.completeProcess(process.id).finished;
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
		const process = here.portal.createProcess({ title: 'Tenancy check Flat 3' });
		// The process names no callback URL, so that the one call is exactly the documented one.
		await here.portal.completeProcess(process.id).finished;

		const answer = await sendCall(`${workflow.url}?our-reference=1232323`, {
			body: completionCallback(process.id, here.portal.clientId),
		});

		expect(answer.status).toBe(200);
		const execution = await here.n8n.waitForExecution(workflow.id);
		expect(execution.status).toBe('success');
		const details = here.portal.state.process(process.id);
		const [item] = outputJson(execution, 'Credas Trigger');
		expect(item).toEqual({
			event: 'processComplete',
			processId: process.id,
			clientId: here.portal.clientId,
			status: 2,
			statusLabel: 'Complete',
			statusDescription: 'The process is complete',
			query: { 'our-reference': '1232323' },
			deliveryKey: `${process.id}:2:${details.dateCompleted}`,
			receivedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/) as string,
			proof: { readBack: 'passed', signedUrl: 'notConfigured', header: 'notConfigured' },
		});

		const served = here.portal.pdfOf(process.id, process.entityId);
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
		expect(first.content.equals(here.portal.pdfOf(process.id, buyer))).toBe(true);
		expect(second.content.equals(here.portal.pdfOf(process.id, seller))).toBe(true);
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
			const served = here.portal.pdfOf(process.id, entityId);
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
		const process = here.portal.createProcess({});
		const parameters = { entitySource: 'entity', entityId: process.entityId, processId };
		const workflow = await publishWith('entity', 'exportPdf', parameters);
		await here.portal.completeProcess(process.id).finished;

		const body = completionCallback(process.id, here.portal.clientId);
		await sendCall(workflow.url, { body });

		const execution = await here.n8n.waitForExecution(workflow.id);
		const { content } = await download(execution, 'data');
		expect(content.equals(here.portal.pdfOf(process.id, process.entityId))).toBe(true);
	});

	it('stops with what Credas said, and no file, when the report breaks off', async () => {
		const workflow = await publishWith('process', 'getResultPack', { processId });
		here.portal.setReportAnswer({ kind: 'cut' });

		const { execution } = await finishedExecution(workflow);

		here.portal.setReportAnswer({ kind: 'pdf' });
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toContain(
			'Credas could not export the report',
		);
		expect(outputItems(execution, 'Credas')).toEqual([]);
	});

	describe('refuses a forged callback, and no execution comes of it', () => {
		let workflow: Published;

		beforeAll(async () => {
			workflow = await here.workspace.publish(chain('Forgeries', trigger(), noOp()));
		});

		/** The documented callback for a process that really is complete, with some fields changed. */
		const honest = (changes: IDataObject = {}) => {
			const { id } = here.portal.createProcess({});
			here.portal.completeProcess(id);
			return {
				ProcessId: id,
				ClientId: here.portal.clientId,
				Status: 2,
				StatusDescription: 'The process is complete',
				...changes,
			};
		};
		const unfinished = () => here.portal.createProcess({}).id;
		const guidOfNobody = () => randomUUID();

		it.each<[string, number, () => Parameters<typeof sendCall>[1]]>([
			['an unknown process', 403, () => ({ body: honest({ ProcessId: guidOfNobody() }) })],
			[
				'a process that is not finished',
				403,
				() => ({ body: honest({ ProcessId: unfinished() }) }),
			],
			['another client', 403, () => ({ body: honest({ ClientId: guidOfNobody() }) })],
			['text that is no JSON', 400, () => ({ body: 'done', contentType: 'text/plain' })],
			['broken JSON, which n8n itself refuses', 422, () => ({ body: '{"ProcessId": ' })],
			['an empty body', 400, () => ({ body: '' })],
			['no body at all', 400, () => ({})],
			['an array', 400, () => ({ body: [honest()] })],
			['a bare value', 400, () => ({ body: '"done"' })],
			['1 MB of junk', 400, () => ({ body: { junk: 'x'.repeat(1024 * 1024) } })],
			['1 MB of bytes', 400, () => octets('\u0000\u0001'.repeat(512 * 1024))],
			['a missing process id', 400, () => ({ body: honest({ ProcessId: undefined }) })],
			['a process id that is none', 400, () => ({ body: honest({ ProcessId: '../../entities' }) })],
			['a form', 400, () => ({ body: 'ProcessId=1', contentType: FORM })],
		])('%s gets %i', async (_, status, call) => {
			const answer = await sendCall(workflow.url, call());

			expect(answer.status).toBe(status);
			expect(await here.n8n.executions(workflow.id)).toEqual([]);
		});

		it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD'])('the method %s gets 404', async (method) => {
			const answer = await sendCall(workflow.url, { method, body: honest() });

			expect(answer.status).toBe(404);
			expect(await here.n8n.executions(workflow.id)).toEqual([]);
		});

		it('an honest one behind all of these starts exactly one', async () => {
			const own = await here.workspace.publish(chain('One honest call', trigger(), noOp()));
			const body = honest();
			await sendCall(own.url, { body: { ...body, ProcessId: guidOfNobody() } });

			expect((await sendCall(own.url, { body })).status).toBe(200);

			expect(await settledExecutions(here.n8n, own.id)).toHaveLength(1);
		});
	});

	it('acknowledges an event that is not selected and starts nothing', async () => {
		const workflow = await here.workspace.publish(chain('Not selected', trigger(), noOp()));
		const { id } = here.portal.createProcess({ webhookUrl: workflow.url });

		const delivery = await here.portal.deleteProcess(id).finished;

		expect(delivery.attempts.map(({ status }) => status)).toEqual([200]);
		expect(await here.n8n.executions(workflow.id)).toEqual([]);
	});

	it('starts once for two copies at the same moment, and both senders get 200', async () => {
		const workflow = await here.workspace.publish(chain('Copies', trigger(), noOp()));
		const { id } = here.portal.createProcess({ webhookUrl: workflow.url });
		here.portal.sender.misbehave({ kind: 'doubled' });

		const delivery = await here.portal.completeProcess(id).finished;

		expect(delivery.attempts.map(({ copy, status }) => [copy, status]).sort()).toEqual([
			[1, 200],
			[2, 200],
		]);
		expect(await executionsThatReached(here.n8n, workflow.id)).toHaveLength(1);
	});

	it('starts once for a repeat, and again when the process was opened and completed anew', async () => {
		const workflow = await here.workspace.publish(chain('Repeats', trigger(), noOp()));
		const { id } = here.portal.createProcess({ webhookUrl: workflow.url });
		await here.portal.completeProcess(id).finished;
		const repeat = await here.portal.redeliver(id).finished;

		expect(repeat.attempts.map(({ status }) => status)).toEqual([200]);
		expect(await executionsThatReached(here.n8n, workflow.id)).toHaveLength(1);

		here.portal.reopenProcess(id);
		await here.portal.completeProcess(id).finished;
		expect(await executionsThatReached(here.n8n, workflow.id)).toHaveLength(2);
	});

	it('asks the sender to come again while Credas cannot be asked, then starts once', async () => {
		const workflow = await here.workspace.publish(chain('Credas is away', trigger(), noOp()));
		const { id } = here.portal.createProcess({ webhookUrl: workflow.url });
		const readBack = '/api/v2/ci/processes/:id/details';
		here.portal.faults.add({ path: readBack, times: 3, effect: { kind: 'status', status: 503 } });

		const delivery = await here.portal.completeProcess(id).finished;

		expect(delivery.attempts.map(({ status }) => status)).toEqual([503, 200]);
		expect(await executionsThatReached(here.n8n, workflow.id)).toHaveLength(1);
	});
});

const FORM = 'application/x-www-form-urlencoded';

const octets = (body: string) => ({ body, contentType: 'application/octet-stream' });
