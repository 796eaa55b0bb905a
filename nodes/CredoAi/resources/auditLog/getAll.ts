import { dateField, idField, plainFilter, textField } from '../collectionFields';
import { filters } from '../collections';
import { locator } from '../locators';
import { getAllOperation } from '../plainOperations';

import { listEntries } from './entries';

const auditLogFilters = filters([
	plainFilter(dateField({ displayName: 'End Time', name: 'endTime' })),
	plainFilter(
		textField({
			displayName: 'Event Name',
			name: 'name',
			placeholder: 'e.g. policy_pack_added',
		}),
	),
	plainFilter(textField({ displayName: 'Resource ID', name: 'resourceId' })),
	plainFilter(textField({ displayName: 'Resource Name', name: 'resourceName' })),
	plainFilter(textField({ displayName: 'Resource Type', name: 'resourceType' })),
	plainFilter(dateField({ displayName: 'Start Time', name: 'startTime' })),
	plainFilter(textField({ displayName: 'Sub Object ID', name: 'subObjectId' })),
	plainFilter(textField({ displayName: 'Sub Object Name', name: 'subObjectName' })),
	plainFilter(textField({ displayName: 'Sub Object Type', name: 'subObjectType' })),
	plainFilter(
		idField(
			locator({
				displayName: 'Use Case',
				name: 'useCaseId',
				description: 'The use case that the entries are about',
				searchListMethod: 'searchUseCases',
			}),
		),
	),
	plainFilter(
		idField(
			locator({
				displayName: 'User',
				name: 'userId',
				description: 'Who did what the entries tell of',
				searchListMethod: 'searchUsers',
			}),
		),
	),
]);

/** Lists entries of the audit log. */
export const getAll = getAllOperation({
	action: 'Get many audit log entries',
	description: 'Get who did what and when, the newest first',
	filters: auditLogFilters,
	// What people look for first in a log is at its end.
	order: '-inserted_at',
	list: (_item, query) => (client, limit) => listEntries(client, query, limit),
});
