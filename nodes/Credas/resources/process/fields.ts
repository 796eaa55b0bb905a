import type { INodeProperties } from 'n8n-workflow';

/** The process that an operation is about. */
export const processIdField: INodeProperties = {
	displayName: 'Process ID',
	name: 'processId',
	type: 'string',
	required: true,
	default: '={{ $json.processId }}',
	placeholder: 'e.g. 1e144e85-f45b-4ae3-8915-ae2826ea1e55',
	description: 'The Credas Trigger and the Create operation give it as processId',
};
