import { plainFilter, textField } from '../collectionFields';
import { filters } from '../collections';
import { useCaseIdField } from '../locators';
import { getAllOperation } from '../plainOperations';

import { evidenceList } from './requests';

/** Lists the evidence of a use case. */
export const getAll = getAllOperation({
	action: 'Get many evidence entries',
	description: 'Get the active evidence of a use case; files are not in this list',
	before: [useCaseIdField],
	filters: filters([plainFilter(textField({ displayName: 'Type', name: 'type' }))]),
	order: 'inserted_at',
	list: (item, query) => evidenceList(item.id(useCaseIdField), query),
});
