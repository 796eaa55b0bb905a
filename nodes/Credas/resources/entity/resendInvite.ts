import type { INodeProperties } from 'n8n-workflow';

import { credasRequest } from '../../api/request';
import { optionsField } from '../../../shared/options';
import { readId, refuseFor } from '../../../shared/parameters';
import type { Operation } from '../../../shared/resources';
import { entityIdField } from './fields';
import { adviseOnInvite } from './inviteAdvice';

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
export const resendInvite: Operation = {
	name: 'Resend Invite',
	value: 'resendInvite',
	action: 'Resend the invite of an entity',
	description: 'Send the invite of a person again by email, SMS or both',
	properties: [entityIdField, byEmailField, bySmsField, optionsField()],

	async execute(itemIndex) {
		const entityId = readId(this, entityIdField.name, entityIdField.displayName, itemIndex);
		const contactByEmail = this.getNodeParameter(byEmailField.name, itemIndex) === true;
		const contactBySms = this.getNodeParameter(bySmsField.name, itemIndex) === true;
		if (!contactByEmail && !contactBySms) {
			throw refuseFor(this, itemIndex)(
				'“Contact by Email” and “Contact by SMS” are both off',
				'Turn on at least one of them.',
			);
		}
		await credasRequest(
			this,
			{
				method: 'PUT',
				path: `/entities/${encodeURIComponent(entityId)}/resend-invite`,
				body: { contactByEmail, contactBySms },
			},
			{
				doing: 'resend the invite',
				parameter: entityIdField.displayName,
				itemIndex,
				advise: adviseOnInvite,
			},
		);
		return [{ json: { success: true, entityId, contactByEmail, contactBySms } }];
	},
};
