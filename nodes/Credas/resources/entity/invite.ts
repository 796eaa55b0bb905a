import type { INodeProperties } from 'n8n-workflow';

import type { Wording } from '../../../shared/http/client';
import { path } from '../../../shared/http/path';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredasClient } from '../../client/client';

import { entityIdField } from './entity';

const wordingOf = (doing: string): Wording => ({
	doing,
	parameter: entityIdField.displayName,
	advise: adviseOnInvite,
});

/** Credas documents 400 for a person who was never invited, and was seen to answer 500. */
const adviseOnInvite: Wording['advise'] = ({ statusCode }) =>
	statusCode === 400 || statusCode === 500
		? 'Credas gives this answer for a person who was never invited. Create a process that contacts the person first, and check “Entity ID”.'
		: undefined;

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

/** Sends a person's invite once more (Credas: Resend an invite). */
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
		await client.sendForNothing(
			{
				method: 'PUT',
				path: path`/entities/${entityId}/resend-invite`,
				body: { contactByEmail, contactBySms },
			},
			{
				...wordingOf('resend the invite'),
				// Once more would be a second invite.
				lookUp:
					'Credas answers 500 also for a person who was never invited: create a process that contacts them first. Ask the person, or look in the Credas portal, whether the invite came',
			},
		);
		return { success: true, entityId, contactByEmail, contactBySms };
	},
};

/** Ends a person's invite, so that its link stops working (Credas: Expire an invite). */
export const expireInvite: Operation<CredasClient> = {
	name: 'Expire Invite',
	value: 'expireInvite',
	action: 'Expire the invite of an entity',
	description: 'End the invite of a person, so that its link stops working',
	properties: [entityIdField, optionsField()],

	async execute({ item, client }) {
		const entityId = item.id(entityIdField);
		await client.sendForNothing(
			{ method: 'PUT', path: path`/entities/${entityId}/expire-invite` },
			wordingOf('expire the invite'),
		);
		return { success: true, entityId };
	},
};
