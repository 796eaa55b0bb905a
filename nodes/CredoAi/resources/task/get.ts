import { taskIdField } from '../locators';
import { getOperation } from '../plainOperations';

import { getTask } from './requests';

/** Reads a task. */
export const get = getOperation({
	action: 'Get a task',
	description: 'Get the status of a task and who has to do it',
	id: taskIdField,
	read: getTask,
});
