import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { path } from '../../api/path';
import { deleteResource } from '../../api/resourceRequests';
import { idIn, useCaseIdField } from '../locators';

/** Takes a use case out of the account. */
export const deleteUseCase: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete a use case',
	description: 'Delete a use case for good',
	properties: [useCaseIdField, optionsField()],

	async execute(itemIndex) {
		const id = idIn(this, useCaseIdField, itemIndex);
		await deleteResource(this, path`/use_cases/${id}`, {
			doing: 'delete the use case',
			parameter: useCaseIdField.displayName,
			itemIndex,
		});
		return [{ json: { deleted: true, id } }];
	},
};
