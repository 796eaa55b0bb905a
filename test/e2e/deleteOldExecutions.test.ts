import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { CredentialSummary, N8nClient, WorkflowDefinition } from '../../sandbox/n8nClient';
import { PACKAGE_FOLDER } from '../../sandbox/paths';

import { Workspace } from './workspace';
import { openN8n } from './world';

const EXAMPLE = join(PACKAGE_FOLDER, 'examples', 'delete-old-executions.json');
const TIMEOUT_MS = 120_000;

const oneNode: WorkflowDefinition = {
	name: 'Something that is run',
	nodes: [
		{
			id: 'run',
			name: 'Run',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
	],
	connections: {},
	settings: { executionOrder: 'v1' },
};

describe('The example that deletes old executions', () => {
	let n8n: N8nClient;
	let workspace: Workspace;
	let credential: CredentialSummary;

	beforeAll(async () => {
		n8n = await openN8n();
		workspace = new Workspace(n8n);
		const scopes = ['execution:list', 'execution:read', 'execution:delete'];
		const apiKey = await n8n.createApiKey('Delete old executions', scopes);
		credential = await workspace.credential('n8nApi', {
			apiKey,
			baseUrl: `${n8n.origin}/api/v1`,
		});
	});

	afterAll(async () => await workspace.close());

	/** Makes a workflow that has run once. */
	const runOnce = async (name: string) => {
		const id = await workspace.save({ ...oneNode, name });
		await n8n.runManually(id, 'Run');
		await n8n.waitForExecution(id);
		return id;
	};

	/** Runs the example with what a user enters, and with another age. */
	const clean = async (workflowId: string, days: number) => {
		const text = (await readFile(EXAMPLE, 'utf8'))
			.replace('your-workflow', workflowId)
			.replace('{ days: 30 }', `{ days: ${days} }`);
		const example = JSON.parse(text) as WorkflowDefinition;
		const nodes = example.nodes.map((node) =>
			node.credentials === undefined ? node : { ...node, credentials: { n8nApi: credential } },
		);
		const settings = { ...example.settings, saveManualExecutions: true };
		const id = await workspace.save({ ...example, nodes, settings });
		await n8n.runManually(id, 'Every Night');
		const { status } = await n8n.waitForExecution(id);
		expect(status).toBe('success');
	};

	it(
		'deletes those of the chosen workflow that are old enough, and no others',
		async () => {
			const [chosen, other] = [await runOnce('Chosen'), await runOnce('Other')];

			await clean(chosen, 30);
			expect(await n8n.executions(chosen)).toHaveLength(1);

			await clean(chosen, 0);
			expect(await n8n.executions(chosen)).toEqual([]);
			expect(await n8n.executions(other)).toHaveLength(1);
		},
		TIMEOUT_MS,
	);

	it(
		'deletes nothing before a workflow is chosen',
		async () => {
			const other = await runOnce('Another');
			await clean('your-workflow', 0);
			expect(await n8n.executions(other)).toHaveLength(1);
		},
		TIMEOUT_MS,
	);
});
