import type { INodeProperties } from 'n8n-workflow';

/** The field that asks for the few facts most flows need in place of the whole answer. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
