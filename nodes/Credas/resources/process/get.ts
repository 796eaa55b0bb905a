import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredasClient } from '../../client/client';

import { processIdField } from './fields';
import { readProcess } from './requests';

/** Reads a process: its status and the people in it. */
export const get: Operation<CredasClient> = {
	name: 'Get',
	value: 'get',
	action: 'Get a process',
	description: 'Get the status of a process and the people in it',
	properties: [processIdField, optionsField()],

	async execute({ item, client }) {
		return await readProcess(client, item.id(processIdField));
	},
};
