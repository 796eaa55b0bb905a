import { onStatus } from '../client/errors';
import { adviseOnFilters } from '../client/paging';

import { filters } from './shared/collections';
import { anyOfFilter, choicesField, exact, idField, idsField } from './shared/fields';
import { getAllOperation } from './shared/operations';
import type { Room } from './shared/room';
import { useCaseLocator } from './useCase/useCaseField';

const type = 'alerts';

// The interface of 2026 has the list of the account, the one of 2025 had not; a tenant may run either.
const noAlerts = 'This Credo AI may be too old to list the alerts of the account.';

const getAll = getAllOperation({
	action: 'Get many alerts',
	description: 'Get the alerts of all use cases, or of one',
	// The statuses are published for the alerts of one use case; that the account's list has the same is inferred.
	filters: filters([
		exact(anyOfFilter(idsField({ displayName: 'Severities', name: 'severity' }))),
		exact(
			anyOfFilter(
				choicesField({ displayName: 'Statuses', name: 'status' }, [
					{ name: 'Active', value: 'active' },
					{ name: 'Ignored', value: 'ignored' },
					{ name: 'Inactive', value: 'inactive' },
				]),
			),
		),
		exact(anyOfFilter(idsField({ displayName: 'Types', name: 'type' }))),
		exact(
			anyOfFilter(
				idField({ ...useCaseLocator, description: 'The use case that the alerts are about' }),
			),
		),
	]),
	// No pages and no order are documented.
	list: (_item, query) => ({
		path: '/alerts',
		type,
		query,
		wording: {
			doing: 'list the alerts',
			advise: (failure) => adviseOnFilters(failure) ?? onStatus({ 404: noAlerts })(failure),
		},
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
