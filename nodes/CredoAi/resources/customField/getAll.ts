import { howManyFields } from '../../../shared/howMany';
import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { path } from '../../api/path';
import { listItems } from '../lists';
import { idIn, useCaseIdField } from '../locators';
import { simplifyField } from '../presentation';

/** Lists the custom fields that a use case has values for. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many custom fields',
	description: 'Get the custom fields of a use case with their values',
	properties: [useCaseIdField, ...howManyFields, simplifyField, optionsField()],

	async execute(itemIndex) {
		return await listItems(
			this,
			{ path: path`/use_cases/${idIn(this, useCaseIdField, itemIndex)}/custom_fields` },
			{ doing: 'list the custom fields', parameter: useCaseIdField.displayName, itemIndex },
		);
	},
};
