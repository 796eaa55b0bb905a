import type { INodeProperties } from 'n8n-workflow';

/** The group of portal users that something is for; each operation says what that comes to. */
export const userGroupIdFieldOf = (description: string): INodeProperties => ({
	displayName: 'User Group ID',
	name: 'userGroupId',
	type: 'string',
	default: '',
	description,
});
