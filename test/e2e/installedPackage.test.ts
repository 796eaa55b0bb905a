import { openN8n } from './world';

describe('The packed package, installed into n8n as its users do', () => {
	it('brings five nodes, the actions also as tools', async () => {
		const n8n = await openN8n();

		const names = (await n8n.nodeTypes()).map(({ name }) => name);

		const ours = names.filter((name) => name.startsWith('n8n-nodes-credas-credo-ai.'));
		expect([...new Set(ours)].sort()).toEqual([
			'n8n-nodes-credas-credo-ai.credas',
			'n8n-nodes-credas-credo-ai.credasTool',
			'n8n-nodes-credas-credo-ai.credasTrigger',
			'n8n-nodes-credas-credo-ai.credoAi',
			'n8n-nodes-credas-credo-ai.credoAiAuditLogTrigger',
			'n8n-nodes-credas-credo-ai.credoAiTool',
			'n8n-nodes-credas-credo-ai.credoAiTrigger',
		]);
	});
});
