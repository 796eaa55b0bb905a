import { useCaseIdField } from '../locators';
import { getAllOperation } from '../plainOperations';

import { controlList } from './requests';

/** Lists the controls of a use case. */
export const getAll = getAllOperation({
	action: 'Get many controls',
	description: 'Get the controls of a use case with their status',
	before: [useCaseIdField],
	list: (item) => controlList(item.id(useCaseIdField)),
});
