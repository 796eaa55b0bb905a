import { anyOfFilter, choicesField, idField, idsField } from '../collectionFields';
import { filters } from '../collections';
import { locator } from '../locators';
import { getAllOperation } from '../plainOperations';

import { alertList } from './requests';

// The statuses are published for the alerts of one use case; that the account's list has the same is inferred.
const alertFilters = filters([
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
		idField(
			locator({
				displayName: 'Use Case',
				name: 'useCaseId',
				description: 'The use case that the alerts are about',
				searchListMethod: 'searchUseCases',
			}),
		),
	),
]);

/** Lists alerts of the account, or of a use case. */
export const getAll = getAllOperation({
	action: 'Get many alerts',
	description: 'Get the alerts of all use cases, or of one',
	filters: alertFilters,
	list: (_item, query) => alertList(query),
});
