import { useCaseIdField } from '../locators';
import { getOperation } from '../plainOperations';

import { includeOption, includeQuery } from './fields';
import { getUseCase } from './requests';

/** Reads a use case. */
export const get = getOperation({
	action: 'Get a use case',
	description: 'Get a use case with its stage, risk and description',
	id: useCaseIdField,
	options: [includeOption],
	read: async (client, id, item) => await getUseCase(client, id, includeQuery(item)),
});
