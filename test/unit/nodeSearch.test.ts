import type { CodexData, INodeType } from 'n8n-workflow';

import { Credas } from '../../nodes/Credas/Credas.node';
import credasCodex from '../../nodes/Credas/Credas.node.json';
import { CredasTrigger } from '../../nodes/Credas/CredasTrigger.node';
import credasTriggerCodex from '../../nodes/Credas/CredasTrigger.node.json';
import { CredoAi } from '../../nodes/CredoAi/CredoAi.node';
import credoAiCodex from '../../nodes/CredoAi/CredoAi.node.json';
import { CredoAiAuditLogTrigger } from '../../nodes/CredoAi/CredoAiAuditLogTrigger.node';
import auditLogCodex from '../../nodes/CredoAi/CredoAiAuditLogTrigger.node.json';
import { CredoAiTrigger } from '../../nodes/CredoAi/CredoAiTrigger.node';
import credoAiTriggerCodex from '../../nodes/CredoAi/CredoAiTrigger.node.json';

/** n8n's own search; its types are for ES modules only. */
const { sublimeSearch } = jest.requireActual<{
	sublimeSearch<T>(
		typed: string,
		nodes: T[],
		keys: Array<{ key: string; weight: number }>,
	): Array<{ item: T }>;
}>('@n8n/utils/search/sublime-search');

const entry = ({ description }: INodeType, codex: CodexData) => ({
	name: description.name,
	properties: { displayName: description.displayName.replace(' Trigger', ''), codex },
});

const nodes = [
	entry(new CredoAiAuditLogTrigger(), auditLogCodex),
	entry(new CredasTrigger(), credasTriggerCodex),
	entry(new CredoAiTrigger(), credoAiTriggerCodex),
	entry(new Credas(), credasCodex),
	entry(new CredoAi(), credoAiCodex),
];

/** What the search of n8n's nodes panel looks at, and how much each counts (n8n 2.41, nodeCreator.utils). */
const keys = [
	{ key: 'properties.displayName', weight: 1.3 },
	{ key: 'properties.codex.alias', weight: 1 },
];

const found = (typed: string) => sublimeSearch(typed, nodes, keys).map(({ item }) => item.name);

describe('The search of n8n’s nodes panel', () => {
	it.each([
		'passport',
		'identity verification',
		'identity check',
		'liveness',
		'due diligence',
		'onboarding',
		'fraud',
		'background check',
		'proof of address',
		'kyc',
		'aml',
	])('finds Credas by “%s”', (typed) => {
		expect(found(typed).slice(0, 2).sort()).toEqual(['credas', 'credasTrigger']);
	});

	it('finds the node of an operation that the first flow names', () => {
		expect(found('result pack')).toEqual(['credas']);
	});

	it.each(['vendor risk', 'model risk', 'policy', 'ai governance'])(
		'finds Credo AI by “%s”',
		(typed) => {
			expect(found(typed).slice(0, 2).sort()).toEqual(['credoAi', 'credoAiTrigger']);
		},
	);

	it('finds the action node by “compliance” before the trigger that reads the audit log', () => {
		const names = found('compliance');
		expect(names).toContain('credoAiAuditLogTrigger');
		expect(names.indexOf('credoAi')).toBeLessThan(names.indexOf('credoAiAuditLogTrigger'));
	});
});
