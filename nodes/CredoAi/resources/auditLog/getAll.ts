import { howManyFields } from '../../../shared/howMany';
import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { dateField, idField, plainFilter, textField } from '../collectionFields';
import { filters } from '../collections';
import { listItems, orderOf, orderOption } from '../lists';
import { locator } from '../locators';
import { simplifyField } from '../presentation';

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

/** What people look for first in a log is at its end. */
const usualOrder = '-inserted_at';

/** The audit log may have larger pages than other lists (Credo AI: audit log specification). */
const largestPage = 1000;

/** Lists entries of the audit log. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many audit log entries',
	description: 'Get who did what and when, the newest first',
	properties: [
		...howManyFields,
		simplifyField,
		auditLogFilters.property,
		optionsField(orderOption(usualOrder)),
	],

	async execute(itemIndex) {
		const query = {
			...orderOf(this, itemIndex, usualOrder),
			...auditLogFilters.read(this, itemIndex),
		};
		return await listItems(
			this,
			{ path: '/audit_logs', query, largestPage },
			{ doing: 'list the audit log', itemIndex },
		);
	},
};
