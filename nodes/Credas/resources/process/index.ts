import { simplifyField } from '../../../shared/node/fields';
import type { Operation, Resource } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredasClient } from '../../client/client';

import { create } from './create';
import { getMagicLink } from './getMagicLink';
import { getResultPack } from './getResultPack';
import { processIdField, readDetails, readProcess, simplifyDetails } from './process';
import { waitForCompletion } from './waitForCompletion';

/** Reads a process: its status and the people in it. */
const get: Operation<CredasClient> = {
	name: 'Get',
	value: 'get',
	action: 'Get a process',
	description: 'Get the status of a process and the people in it',
	properties: [processIdField, optionsField()],

	async execute({ item, client }) {
		return await readProcess(client, item.id(processIdField));
	},
};

/** Reads everything Credas knows about a process. */
const getDetails: Operation<CredasClient> = {
	name: 'Get Details',
	value: 'getDetails',
	action: 'Get the details of a process',
	description:
		'Get the progress of a process and, with Simplify off, every question, answer and check in it',
	properties: [processIdField, simplifyField, optionsField()],

	async execute({ item, client }) {
		const details = await readDetails(client, item.id(processIdField));
		return item.flag(simplifyField) ? simplifyDetails(details) : details;
	},
};

/** A journey that one or more people go through. */
export const process: Resource<CredasClient> = {
	name: 'Process',
	value: 'process',
	operations: [create, get, getDetails, getMagicLink, getResultPack, waitForCompletion],
};
