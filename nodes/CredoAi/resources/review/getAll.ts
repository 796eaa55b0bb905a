import { choiceField, plainFilter } from '../collectionFields';
import { filters } from '../collections';
import { useCaseIdField } from '../locators';
import { getAllOperation } from '../plainOperations';

import { reviewStatuses } from './fields';
import { reviewList } from './requests';

/** Lists the reviews of a use case. */
export const getAll = getAllOperation({
	action: 'Get many reviews',
	description: 'Get the reviews of a use case',
	before: [useCaseIdField],
	filters: filters([
		plainFilter(choiceField({ displayName: 'Status', name: 'status' }, reviewStatuses)),
	]),
	order: 'inserted_at',
	list: (item, query) => reviewList(item.id(useCaseIdField), query),
});
