import { taskList } from '../../api/tasks';
import { choiceField, plainFilter } from '../collectionFields';
import { filters } from '../collections';
import { getAllOperation } from '../plainOperations';

import { taskStatuses } from './fields';

/** Lists the tasks of the account. */
export const getAll = getAllOperation({
	action: 'Get many tasks',
	description: 'Get the tasks of all use cases',
	filters: filters([
		plainFilter(choiceField({ displayName: 'Status', name: 'status' }, taskStatuses)),
	]),
	order: 'inserted_at',
	list: (_item, query) => taskList(query),
});
