import { post } from '../calls';

import { openN8n } from './world';

const PACKAGE = 'n8n-nodes-credas-credo-ai';

/** What a tool of n8n's MCP server gives, as text. */
type UseTool = (name: string, args: object) => Promise<string>;

/** A builder that reads what n8n hands to a model, by the tools that a model has. */
async function openBuilder(): Promise<UseTool> {
	const n8n = await openN8n();
	const key = await n8n.openMcpServer();
	return async (name, args) => {
		const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } };
		const { body } = await post(`${n8n.origin}/mcp-server/http`, call, {
			Authorization: `Bearer ${key}`,
			Accept: 'application/json, text/event-stream',
		});
		return textIn(body);
	};
}

/** The text of an answer, which comes as an event. */
function textIn(body: string): string {
	const json = body.replace(/^[^{]*/, '');
	const { result } = JSON.parse(json) as { result: { content: Array<{ text: string }> } };
	// What n8n writes as JSON in JSON is read as a model reads it.
	return result.content
		.map(({ text }) => text.replaceAll('\\n', '\n').replaceAll('\\"', '"'))
		.join('\n');
}

describe("a model that builds a workflow over n8n's MCP server", () => {
	let use: UseTool;

	beforeAll(async () => {
		use = await openBuilder();
	});

	it('is told, when it looks for a node, what comes after it', async () => {
		const found = await use('search_nodes', {
			queries: ['credas', 'credas trigger', 'credo ai', 'credo ai trigger', 'audit log'],
		});

		for (const hint of [
			'Process Create with Callback set to This Execution, Process Wait for Completion, Process Get Result Pack, an If node',
			'the next node is Credas, Process Get Result Pack',
			'only outcome equal to pass goes on',
			'outcome equals pass, and nothing else',
			'report_1 for the next',
			'true means that the customer has finished, not that they passed',
			'check timedOut',
			'Compare a risk by its word',
			'Publishing the workflow registers the webhook in Credo AI',
			'Polls, so n8n needs no public address',
		]) {
			expect(found).toContain(hint);
		}
		expect(found).toContain(`${PACKAGE}.credasTrigger`);
		expect(found).toContain('n8n-nodes-base.if');
	});

	it('is told what to fill in to create a process', async () => {
		const nodeIds = [{ nodeId: `${PACKAGE}.credas`, resource: 'process', operation: 'create' }];
		const types = await use('get_node_types', { nodeIds });

		for (const hint of [
			'thisExecution if Wait for Completion comes later in this workflow',
			'never use a test URL',
			'Leave it empty where the journey has one role',
			'email needs emailAddress',
			'leave it empty for the user to choose',
		]) {
			expect(types).toContain(hint);
		}
	});

	it('is told what the trigger proves, and that a decision is for a person', async () => {
		const nodeIds = [`${PACKAGE}.credasTrigger`, `${PACKAGE}.credoAi`].map((nodeId) => ({
			nodeId,
		}));
		const types = await use('get_node_types', { nodeIds });

		expect(types).toContain('Keep readBack, which needs no setup');
		expect(types).toContain('processComplete for “when a customer has finished”');
		expect(types).toContain('let a person confirm it first');
	});
});
