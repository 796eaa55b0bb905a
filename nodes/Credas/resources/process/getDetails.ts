import { simplifyField } from '../../../shared/node/fields';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredasClient } from '../../client/client';

import { processIdField } from './fields';
import { readDetails, simplifyDetails } from './requests';

/** Reads everything Credas knows about a process. */
export const getDetails: Operation<CredasClient> = {
	name: 'Get Details',
	value: 'getDetails',
	action: 'Get the details of a process',
	description:
		'Get how far a process is, or with Simplify off every question, answer and check in it',
	properties: [processIdField, simplifyField, optionsField()],

	async execute({ item, client }) {
		const details = await readDetails(client, item.id(processIdField));
		return item.flag(simplifyField) ? simplifyDetails(details) : details;
	},
};
