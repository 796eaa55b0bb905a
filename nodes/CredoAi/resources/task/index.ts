import type { Resource } from '../../../shared/resources';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

/** What one reviewer has to do. */
export const task: Resource = {
	name: 'Task',
	value: 'task',
	operations: [get, getAll, update],
};
