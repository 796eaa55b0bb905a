import type { INodeProperties } from 'n8n-workflow';

/** The verification that an operation is about. */
export const entryIdField: INodeProperties = {
	displayName: 'Verification ID',
	name: 'entryId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 5d1b6a8e-2f34-4c0d-8b1e-7a9c3e5f1d22',
	description:
		'Get Many gives it as entryId. Get Active Checks gives it as idvEntryId with Simplify off.',
};
