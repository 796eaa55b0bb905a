import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { path } from '../../shared/http/path';
import { optionsField } from '../../shared/node/options';
import { adviseOnFilters, inOrderOfCreation, type ResourceList } from '../client/paging';

import { filters, updateFields } from './shared/collections';
import { choiceField, dueDate, exact, idsField, plainFilter, timezone } from './shared/fields';
import { label, minuteOf, searchIn } from './shared/lists';
import { locator, required } from './shared/locator';
import { getAllOperation, getOperation, updateOperation } from './shared/operations';
import type { Room } from './shared/room';

const type = 'tasks';

/** A task, required by the operations on one. */
export const taskLocator = locator({
	displayName: 'Task',
	name: 'taskId',
	description: 'A task of a review; Task > Get Many gives the IDs',
	searchListMethod: 'searchTasks',
});

const taskIdField = required(taskLocator);

/** The tasks of the account, or those of the user whose API Token it is. */
const taskList = (query: IDataObject, ofUser = false): ResourceList => ({
	path: ofUser ? '/me/tasks' : '/tasks',
	type,
	query,
	wording: { doing: 'list the tasks', advise: adviseOnFilters },
});

const statuses = [
	{ name: 'Done', value: 'done' },
	{ name: 'In Progress', value: 'in_progress' },
	{ name: 'To Do', value: 'todo' },
];

const subStatuses = [
	{ name: 'Approved', value: 'approve' },
	{ name: 'Cancelled', value: 'cancel' },
	{ name: 'Change Request', value: 'change_request' },
	{ name: 'None', value: 'none' },
	{ name: 'Ready for Validation', value: 'ready_for_validation' },
	{ name: 'Rejected', value: 'reject' },
];

const get = getOperation({
	action: 'Get a task',
	description: 'Get the status of a task and who has to do it',
	id: taskIdField,
	type,
	doing: 'read the task',
	path: (id) => path`/tasks/${id}`,
});

const onlyMineOption: INodeProperties = {
	displayName: 'Only Mine',
	name: 'onlyMine',
	type: 'boolean',
	default: false,
	description: 'Whether to return only the tasks of the user of the API Token',
};

const getAll = getAllOperation({
	action: 'Get many tasks',
	description: 'Get the tasks of all use cases',
	filters: filters([
		exact(plainFilter(choiceField({ displayName: 'Status', name: 'status' }, statuses))),
	]),
	order: 'inserted_at',
	options: [onlyMineOption],
	list: (item, query) => taskList(query, item.flagOption(onlyMineOption)),
});

const changes = updateFields([
	dueDate,
	choiceField({ displayName: 'Status', name: 'status' }, statuses),
	choiceField({ displayName: 'Sub Status', name: 'subStatus' }, subStatuses),
	idsField({
		displayName: 'Team IDs',
		name: 'teamIds',
		description: 'The teams that have to do the task',
	}),
	timezone,
	idsField({
		displayName: 'User IDs',
		name: 'userIds',
		description: 'The users who have to do the task',
	}),
]);

/** Credo AI confirms without showing the task. */
const update = updateOperation({
	action: 'Update a task',
	description: 'Change the status, the due date or the people of a task',
	properties: [taskIdField, changes.property, optionsField()],
	type,
	doing: 'update the task',
	parameter: 'Task',
	advice: {
		422: 'Check “Update Fields”: users and teams must exist, and statuses must be ones Credo AI knows.',
	},
	request({ item }) {
		const id = item.id(taskIdField);
		return { path: path`/tasks/${id}`, id, attributes: changes.read(item), confirmed: { id } };
	},
});

/** What one reviewer has to do. */
export const task: Room = {
	name: 'Task',
	value: 'task',
	operations: [get, getAll, update],
	kinds: {
		[type]: {
			mainFields: [
				'id',
				'type',
				'status',
				'subStatus',
				'useCaseId',
				'useCaseReviewId',
				'userIds',
				'teamIds',
				'dueDate',
				'updatedAt',
			],
		},
	},
	listSearch: {
		searchTasks: searchIn(
			() => taskList(inOrderOfCreation),
			({ id, attributes: { type: kind, status, inserted_at } }) => [
				{ name: label(kind, status, minuteOf(inserted_at), id), value: id },
			],
		),
	},
};
