import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { path } from '../../api/path';
import { changeResource } from '../../api/resourceRequests';
import { choiceField, listField } from '../collectionFields';
import { updateFields } from '../collections';
import { idIn, taskIdField } from '../locators';
import { presentChange } from '../presentation';
import { dueDate, timezone } from '../dueDate';
import { taskStatuses, taskSubStatuses } from './statuses';

const changes = updateFields([
	dueDate,
	choiceField({ displayName: 'Status', name: 'status' }, taskStatuses),
	choiceField({ displayName: 'Sub Status', name: 'subStatus' }, taskSubStatuses),
	listField({
		displayName: 'Team IDs',
		name: 'teamIds',
		description: 'The teams that have to do the task',
	}),
	timezone,
	listField({
		displayName: 'User IDs',
		name: 'userIds',
		description: 'The users who have to do the task',
	}),
]);

/** Changes a task. Credo AI confirms without showing it. */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a task',
	description: 'Change the status, the due date or the people of a task',
	properties: [taskIdField, changes.property, optionsField()],

	async execute(itemIndex) {
		const id = idIn(this, taskIdField, itemIndex);
		const task = await changeResource(
			this,
			path`/tasks/${id}`,
			{ type: 'tasks', id, attributes: changes.read(this, itemIndex) },
			{ doing: 'update the task', parameter: taskIdField.displayName, itemIndex },
		);
		return [presentChange(this, itemIndex, task, { id })];
	},
};
