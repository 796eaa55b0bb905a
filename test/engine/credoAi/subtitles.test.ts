import type { INodeParameters, INodeType } from 'n8n-workflow';

import { CredoAiAuditLogTrigger } from '../../../nodes/CredoAi/CredoAiAuditLogTrigger.node';
import { CredoAiTrigger } from '../../../nodes/CredoAi/CredoAiTrigger.node';
import '../engine';
import { workflowOf } from '../nodeUnderTest';

const subtitleOf = (nodeType: INodeType, parameters: INodeParameters) => {
	const { workflow, node } = workflowOf({ nodeType, parameters }, []);
	const { subtitle = '' } = nodeType.description;
	return workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {});
};

describe('on the canvas', () => {
	it('a trigger shows the names of its events', () => {
		const events = ['use_case_review_status_updated', 'use_case_comment'];

		expect(subtitleOf(new CredoAiTrigger(), { events })).toBe('Review status updated, Comment');
		expect(subtitleOf(new CredoAiTrigger(), { events: [] })).toBe('');
	});

	it('the audit log trigger shows the names of its actions', () => {
		const trigger = new CredoAiAuditLogTrigger();

		expect(subtitleOf(trigger, { actions: ['comment_created'] })).toBe('Comment created');
		expect(subtitleOf(trigger, {})).toBe('');
	});
});
