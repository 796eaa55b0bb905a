import { choiceField, idsField } from '../collectionFields';
import { updateFields } from '../collections';
import { dueDate, timezone } from '../dueDate';
import { taskIdField } from '../locators';
import { updateOperation } from '../plainOperations';

import { taskStatuses, taskSubStatuses } from './fields';
import { changeTask } from './requests';

const changes = updateFields([
	dueDate,
	choiceField({ displayName: 'Status', name: 'status' }, taskStatuses),
	choiceField({ displayName: 'Sub Status', name: 'subStatus' }, taskSubStatuses),
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

/** Changes a task. Credo AI confirms without showing it. */
export const update = updateOperation({
	action: 'Update a task',
	description: 'Change the status, the due date or the people of a task',
	id: taskIdField,
	changes,
	change: changeTask,
});
