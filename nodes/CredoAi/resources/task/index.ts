import type { Resource } from '../../../shared/node/operations';
import type { CredoAiClient } from '../../client/client';

import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

/** What one reviewer has to do. */
export const task: Resource<CredoAiClient> = {
	name: 'Task',
	value: 'task',
	operations: [get, getAll, update],
};
