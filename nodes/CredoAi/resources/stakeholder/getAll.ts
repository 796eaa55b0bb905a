import { useCaseIdField } from '../locators';
import { getAllOperation } from '../plainOperations';

import { stakeholderList } from './requests';

/** Lists the stakeholders of a use case. */
export const getAll = getAllOperation({
	action: 'Get many stakeholders',
	description: 'Get the stakeholders of a use case with their users and teams',
	before: [useCaseIdField],
	list: (item) => stakeholderList(item.id(useCaseIdField)),
});
