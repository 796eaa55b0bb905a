import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { path } from '../../api/path';
import { getResource } from '../../api/resourceRequests';
import { idIn, taskIdField } from '../locators';
import { present, simplifyField } from '../presentation';

/** Reads a task. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a task',
	description: 'Get the status of a task and who has to do it',
	properties: [taskIdField, simplifyField, optionsField()],

	async execute(itemIndex) {
		const task = await getResource(this, path`/tasks/${idIn(this, taskIdField, itemIndex)}`, {
			doing: 'read the task',
			parameter: taskIdField.displayName,
			itemIndex,
		});
		return [present(this, itemIndex, task)];
	},
};
