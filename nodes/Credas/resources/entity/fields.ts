import type { INodeProperties } from 'n8n-workflow';

/** The person that an operation is about. */
export const entityIdField: INodeProperties = {
	displayName: 'Entity ID',
	name: 'entityId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 7f3e2a10-5c1d-4f0e-9a57-2d1b6c8e4f33',
	description: 'A person in Credas. The Create operations give it as entityId.',
};
