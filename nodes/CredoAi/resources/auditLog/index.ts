import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { asList, asRecord, asText } from '../../../shared/values/unknownInput';
import { CredoAiClient } from '../../client/client';
import { toWords } from '../../client/letterCase';
import { filters } from '../shared/collections';
import { dateField, exact, idField, plainFilter, textField } from '../shared/fields';
import type { LoadOptions } from '../shared/lists';
import { getAllOperation } from '../shared/operations';
import type { Room } from '../shared/room';
import { useCaseLocator } from '../useCase/useCaseField';
import { userLocator } from '../usersAndTeams';

import { listEntries } from './entries';
import { holdsValue, isFrom, isId, isUntil } from './fitting';

const getAll = getAllOperation({
	action: 'Get many audit log entries',
	description: 'Get who did what and when, the newest first',
	filters: filters([
		{ ...plainFilter(dateField({ displayName: 'End Time', name: 'endTime' })), ...isUntil },
		exact(
			plainFilter(
				textField({
					displayName: 'Event Name',
					name: 'name',
					placeholder: 'e.g. policy_pack_added',
				}),
			),
		),
		exact(plainFilter(textField({ displayName: 'Resource ID', name: 'resourceId' }))),
		{
			...plainFilter(textField({ displayName: 'Resource Name', name: 'resourceName' })),
			...holdsValue('resource_name'),
		},
		exact(plainFilter(textField({ displayName: 'Resource Type', name: 'resourceType' }))),
		{ ...plainFilter(dateField({ displayName: 'Start Time', name: 'startTime' })), ...isFrom },
		exact(plainFilter(textField({ displayName: 'Sub Object ID', name: 'subObjectId' }))),
		{
			...plainFilter(textField({ displayName: 'Sub Object Name', name: 'subObjectName' })),
			...holdsValue('sub_object_name'),
		},
		exact(plainFilter(textField({ displayName: 'Sub Object Type', name: 'subObjectType' }))),
		{
			...plainFilter(
				idField({ ...useCaseLocator, description: 'The use case that the entries are about' }),
			),
			...isId('use_case_id'),
		},
		{
			...plainFilter(idField({ ...userLocator, description: 'The user who did it' })),
			...isId('user_id'),
		},
	]),
	// What people look for first in a log is at its end.
	order: '-inserted_at',
	list: (_item, query) => (client, limit, narrowing) =>
		listEntries(client, { query, narrowing }, limit),
});

/** Offers what the audit log can be narrowed by: the names of its entries, or the kinds of things they are about. */
function choicesOf(kind: 'events' | 'resource_types'): LoadOptions {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const client = new CredoAiClient(this);
		const wording = { doing: 'list the actions of the audit log' };
		const answer = await client.send({ path: '/audit_logs/filter_options' }, wording);
		const choices = asRecord(answer)?.[kind];
		if (!Array.isArray(choices)) throw client.unexpected(wording);
		const names = asList(choices).flatMap((name) => asText(name) ?? []);
		return names.map((name) => ({ name: toWords(name), value: name }));
	};
}

/** What was done in the account, by whom and when. */
export const auditLog = {
	name: 'Audit Log',
	value: 'auditLog',
	operations: [getAll],
	kinds: {
		audit_logs: {
			mainFields: [
				'id',
				'name',
				'message',
				'resourceType',
				'resourceId',
				'resourceName',
				'subObjectName',
				'useCaseId',
				'user',
				'insertedAt',
			],
		},
	},
} satisfies Room;

/** What the fields of the audit log trigger are filled with. */
export const auditLogChoices = {
	loadAuditLogActions: choicesOf('events'),
	loadAuditLogResourceTypes: choicesOf('resource_types'),
};
