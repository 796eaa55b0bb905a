import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { publishExample } from '../../sandbox/exampleWorkflows';
import { runCredasJob, runCredoAiJob } from '../../sandbox/mainJob';
import { packPackage } from '../../sandbox/packedPackage';
import { DATA_FOLDER, N8N1_FOLDER, PACKAGE_FOLDER } from '../../sandbox/paths';
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
});
