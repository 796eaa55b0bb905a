import { useCaseIdField } from '../locators';
import { getAllOperation } from '../plainOperations';

import { customFieldValueList } from './requests';

/** Lists the custom fields that a use case has values for. */
export const getAll = getAllOperation({
	action: 'Get many custom fields',
	description: 'Get the custom fields of a use case with their values',
	before: [useCaseIdField],
	list: (item) => customFieldValueList(item.id(useCaseIdField)),
});
