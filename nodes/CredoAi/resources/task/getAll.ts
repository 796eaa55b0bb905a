import type { INodeProperties } from 'n8n-workflow';

import { choiceField, plainFilter } from '../collectionFields';
import { filters } from '../collections';
import { getAllOperation } from '../plainOperations';

import { taskStatuses } from './fields';
import { myTaskList, taskList } from './requests';

const onlyMineOption: INodeProperties = {
	displayName: 'Only Mine',
	name: 'onlyMine',
	type: 'boolean',
	default: false,
	description: 'Whether to return only what the user of the API Token has to do',
};

/** Lists the tasks of the account, or those of the user. */
export const getAll = getAllOperation({
	action: 'Get many tasks',
	description: 'Get the tasks of all use cases',
	filters: filters([
		plainFilter(choiceField({ displayName: 'Status', name: 'status' }, taskStatuses)),
	]),
	order: 'inserted_at',
	options: [onlyMineOption],
	list: (item, query) =>
		item.option(onlyMineOption) === true ? myTaskList(query) : taskList(query),
});
