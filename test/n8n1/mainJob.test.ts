import type { IDataObject } from 'n8n-workflow';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { publishExample } from '../../sandbox/exampleWorkflows';
import { runCredasJob, runCredoAiJob } from '../../sandbox/mainJob';
import { outputJson } from '../../sandbox/n8nClient';
import { packPackage } from '../../sandbox/packedPackage';
import { DATA_FOLDER, N8N1_FOLDER, PACKAGE_FOLDER } from '../../sandbox/paths';
import { waitUntil } from '../../sandbox/waitUntil';
import { post } from '../calls';
import { chain, credas, noOp, start } from '../e2e/workflowBuilder';
import { Workspace } from '../e2e/workspace';
import { openStage, type Stage } from '../packages/stage';

import { N8n1Client } from './n8n1Client';

describe('The last n8n 1.x, 1.123.81 on Node.js 20', () => {
	let stage: Stage;

	beforeAll(async () => {
		const install = join(PACKAGE_FOLDER, 'sandbox', 'install.mjs');
		await promisify(execFile)(process.execPath, [install, '--n8n1']);
		const folder = await mkdtemp(join(DATA_FOLDER, 'tarballs-'));
		try {
			const { path } = await packPackage(folder);
			stage = await openStage({
				tarballs: [path],
				credentialTypes: ['credasApi', 'credoAiApi'],
				client: (origin) => new N8n1Client(origin),
				server: {
					installation: N8N1_FOLDER,
					environment: {
						// It ends at the name of a module that it does not have.
						N8N_DISABLED_MODULES: '',
						N8N_EXPRESSION_ENGINE: 'legacy',
						N8N_RUNNERS_ENABLED: 'false',
					},
				},
			});
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	}, 1_800_000);

	afterAll(async () => {
		await stage.close();
	});

	it('loads every node of the package', async () => {
		const names = (await stage.n8n.nodeTypes()).map(({ name }) => name);
		expect(names).toEqual(
			expect.arrayContaining([
				'n8n-nodes-credas-credo-ai.credas',
				'n8n-nodes-credas-credo-ai.credasTrigger',
				'n8n-nodes-credas-credo-ai.credoAi',
				'n8n-nodes-credas-credo-ai.credoAiTrigger',
			]),
		);
	});

	it('runs the main job of Credas: callback, result pack, email with the PDF', async () => {
		const { n8n, credentials } = stage;
		const credasWorkflow = await publishExample(n8n, 'credas-complete-to-email.json', credentials);
		await runCredasJob({ ...stage, credasWorkflow });
	}, 300_000);

	it('runs the main job of Credo AI: registration, event, email', async () => {
		const { n8n, credentials } = stage;
		const credoAiWorkflow = await publishExample(n8n, 'credo-ai-review-to-email.json', credentials);
		await runCredoAiJob({ ...stage, credoAiWorkflow });
	}, 300_000);

	it('says that a wait ran out of time, whatever an earlier wait has left in the item', async () => {
		const { n8n, credas: simulator, credentials } = stage;
		const credential = credentials.find(({ type }) => type === 'credasApi');
		const finished = simulator.createProcess({});
		await simulator.completeProcess(finished.id).finished;
		const unfinished = simulator.createProcess({});
		const wait = (name: string, processId: string, options: IDataObject = {}) =>
			credas('process', 'waitForCompletion', {
				name,
				credential,
				parameters: { processId, options: options as never },
			});
		const values = { limitType: 'afterTimeInterval', resumeAmount: 0.02, resumeUnit: 'minutes' };
		const { id, url } = await new Workspace(n8n).publish(
			chain(
				'Time out',
				start(),
				wait('First', '={{ $json.body.first }}'),
				wait('Second', '={{ $json.body.second }}', { limitWaitTime: { values } }),
				noOp(),
			),
		);
		await post(url, { first: finished.id, second: unfinished.id });
		const waiting = await waitUntil({
			what: 'the wait that is to run out',
			timeoutMs: 60_000,
			look: async () => (await n8n.executions(id))[0],
		});

		const execution = await n8n.waitForStatus(waiting.id, 'success', 240_000);

		expect(outputJson(execution, 'First')).toMatchObject([
			{ completed: true, timedOut: false, outcome: 'pass' },
		]);
		const [item] = outputJson(execution, 'Behind');
		expect(item).toMatchObject({ completed: false, timedOut: true, processId: unfinished.id });
		expect(item).not.toHaveProperty('outcome');
	}, 300_000);
});
