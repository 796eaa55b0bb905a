import { howManyFields } from '../../../shared/howMany';
import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { path } from '../../api/path';
import { choiceField, plainFilter } from '../collectionFields';
import { filters } from '../collections';
import { listItems, orderOf, orderOption } from '../lists';
import { idIn, useCaseIdField } from '../locators';
import { simplifyField } from '../presentation';
import { reviewStatuses } from './statuses';

const reviewFilters = filters([
	plainFilter(choiceField({ displayName: 'Status', name: 'status' }, reviewStatuses)),
]);

/** Lists the reviews of a use case. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many reviews',
	description: 'Get the reviews of a use case',
	properties: [
		useCaseIdField,
		...howManyFields,
		simplifyField,
		reviewFilters.property,
		optionsField(orderOption()),
	],

	async execute(itemIndex) {
		return await listItems(
			this,
			{
				path: path`/use_cases/${idIn(this, useCaseIdField, itemIndex)}/reviews`,
				query: { ...orderOf(this, itemIndex), ...reviewFilters.read(this, itemIndex) },
			},
			{ doing: 'list the reviews', parameter: useCaseIdField.displayName, itemIndex },
		);
	},
};
