import { flagField, matchFilter, textField } from '../collectionFields';
import { filters } from '../collections';
import { getAllOperation } from '../plainOperations';

import { riskScenarioList } from './requests';

const riskScenarioFilters = filters([
	matchFilter(
		flagField({
			displayName: 'Archived',
			name: 'archived',
			description: 'Whether the scenarios are archived',
		}),
	),
	matchFilter(
		flagField({
			displayName: 'Deprecated',
			name: 'deprecated',
			description: 'Whether the scenarios are deprecated',
		}),
	),
	matchFilter(textField({ displayName: 'Ownership Type', name: 'ownershipType' })),
	matchFilter(textField({ displayName: 'Risk Type ID', name: 'riskTypeId' })),
]);

/** Lists the risk scenarios that use cases can get. */
export const getAll = getAllOperation({
	action: 'Get many risk scenarios',
	description: 'Get the risk scenarios that use cases can get',
	filters: riskScenarioFilters,
	order: 'inserted_at',
	list: (_item, query) => riskScenarioList(query),
});
