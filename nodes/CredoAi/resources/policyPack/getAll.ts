import { flagField, plainFilter, textField } from '../collectionFields';
import { filters } from '../collections';
import { getAllOperation } from '../plainOperations';

import { policyPackList } from './requests';

const policyPackFilters = filters([
	plainFilter(
		flagField({
			displayName: 'Archived',
			name: 'archived',
			description: 'Whether the packs are archived',
		}),
	),
	plainFilter(
		flagField({
			displayName: 'Custom',
			name: 'custom',
			description: 'Whether the packs are of your own making',
		}),
	),
	plainFilter(
		flagField({
			displayName: 'Deprecated',
			name: 'deprecated',
			description: 'Whether the packs are deprecated',
		}),
	),
	plainFilter(
		textField({
			displayName: 'Description',
			name: 'description',
			description: 'A part of the description',
		}),
	),
	plainFilter(textField({ displayName: 'Name', name: 'name', description: 'A part of the name' })),
]);

/** Lists the policy packs that use cases can get. */
export const getAll = getAllOperation({
	action: 'Get many policy packs',
	description: 'Get the policy packs that use cases can get',
	filters: policyPackFilters,
	list: (_item, query) => policyPackList(query),
});
