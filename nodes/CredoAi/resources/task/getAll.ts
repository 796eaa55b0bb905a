import { howManyFields } from '../../../shared/howMany';
import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { choiceField, plainFilter } from '../collectionFields';
import { filters } from '../collections';
import { listItems, orderOf, orderOption } from '../lists';
import { simplifyField } from '../presentation';
import { taskStatuses } from './statuses';

const taskFilters = filters([
	plainFilter(choiceField({ displayName: 'Status', name: 'status' }, taskStatuses)),
]);

/** Lists the tasks of the account. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many tasks',
	description: 'Get the tasks of all use cases',
	properties: [...howManyFields, simplifyField, taskFilters.property, optionsField(orderOption())],

	async execute(itemIndex) {
		const query = { ...orderOf(this, itemIndex), ...taskFilters.read(this, itemIndex) };
		return await listItems(this, { path: '/tasks', query }, { doing: 'list the tasks', itemIndex });
	},
};
