import type { INodeProperties } from 'n8n-workflow';

/** What a comment says. */
export const contentField: INodeProperties = {
	displayName: 'Content',
	name: 'content',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	description: 'What the comment says. A person is mentioned as @[Name](users:ID).',
};

/** What on a use case a thread can be about. */
export const threadSubjects = [
	{ name: 'Control', value: 'control' },
	{ name: 'Evidence Requirement', value: 'evidence_requirement' },
	{ name: 'None', value: 'none', description: 'The use case itself' },
	{ name: 'Question', value: 'question' },
	{ name: 'Review Action', value: 'review_action' },
];
