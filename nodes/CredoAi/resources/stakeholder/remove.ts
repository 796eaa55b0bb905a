import { stakeholderIdField, useCaseIdField } from '../locators';
import { deleteOperation } from '../plainOperations';

import { removeStakeholder } from './requests';

/** Takes a stakeholder from a use case. */
export const remove = deleteOperation({
	name: 'Remove',
	value: 'remove',
	action: 'Remove a stakeholder',
	description: 'Take a stakeholder from a use case',
	before: [useCaseIdField],
	id: stakeholderIdField,
	remove: async (client, id, item) => await removeStakeholder(client, item.id(useCaseIdField), id),
});
