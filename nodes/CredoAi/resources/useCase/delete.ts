import { useCaseIdField } from '../locators';
import { deleteOperation } from '../plainOperations';

import { deleteUseCase as remove } from './requests';

/** Takes a use case out of the account. */
export const deleteUseCase = deleteOperation({
	action: 'Delete a use case',
	description: 'Delete a use case for good; only its owner may',
	id: useCaseIdField,
	remove,
});
