import { adviseOnFilters } from '../client/paging';

import { filters } from './shared/collections';
import { anyOfFilter, choicesField, idField, idsField } from './shared/fields';
import { getAllOperation } from './shared/operations';
import type { Room } from './shared/room';
import { useCaseLocator } from './useCase/useCaseField';

const type = 'alerts';

const getAll = getAllOperation({
	action: 'Get many alerts',
	description: 'Get the alerts of all use cases, or of one',
	// The statuses are published for the alerts of one use case; that the account's list has the same is inferred.
	filters: filters([
		anyOfFilter(idsField({ displayName: 'Severities', name: 'severity' })),
		anyOfFilter(
			choicesField({ displayName: 'Statuses', name: 'status' }, [
				{ name: 'Active', value: 'active' },
				{ name: 'Ignored', value: 'ignored' },
				{ name: 'Inactive', value: 'inactive' },
			]),
		),
		anyOfFilter(idsField({ displayName: 'Types', name: 'type' })),
		anyOfFilter(
			idField({ ...useCaseLocator, description: 'The use case that the alerts are about' }),
		),
	]),
	// No pages and no order are documented.
	list: (_item, query) => ({
		path: '/alerts',
		type,
		query,
		wording: { doing: 'list the alerts', advise: adviseOnFilters },
	}),
});

/** What Credo AI warns of. */
export const alert: Room = {
	name: 'Alert',
	value: 'alert',
	operations: [getAll],
	kinds: {
		[type]: {
			mainFields: [
				'id',
				'type',
				'severity',
				'status',
				'message',
				'useCaseId',
				'evidenceId',
				'metadata',
				'insertedAt',
				'updatedAt',
			],
		},
	},
};
