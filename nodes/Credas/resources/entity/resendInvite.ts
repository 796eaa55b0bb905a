import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredasClient } from '../../client/client';

import { entityIdField } from './fields';
import * as entities from './requests';

const byEmailField: INodeProperties = {
	displayName: 'Contact by Email',
	name: 'contactByEmail',
	type: 'boolean',
	default: true,
	description: 'Whether to send the invite to the email address of the person',
};

const bySmsField: INodeProperties = {
	displayName: 'Contact by SMS',
	name: 'contactBySms',
	type: 'boolean',
	default: false,
	description: 'Whether to send the invite to the phone number of the person',
};

/** Sends a person's invite once more. */
export const resendInvite: Operation<CredasClient> = {
	name: 'Resend Invite',
	value: 'resendInvite',
	action: 'Resend the invite of an entity',
	description: 'Send the invite of a person again by email, SMS or both',
	properties: [entityIdField, byEmailField, bySmsField, optionsField()],

	async execute({ item, client }) {
		const entityId = item.id(entityIdField);
		const contactByEmail = item.flag(byEmailField);
		const contactBySms = item.flag(bySmsField);
		if (!contactByEmail && !contactBySms) {
			throw item.refuse(
				'“Contact by Email” and “Contact by SMS” are both off',
				'Turn on at least one of them.',
			);
		}
		await entities.resendInvite(client, entityId, { contactByEmail, contactBySms });
		return { success: true, entityId, contactByEmail, contactBySms };
	},
};
