import { credasRequest } from '../../api/request';
import { optionsField } from '../../../shared/options';
import { readId } from '../../../shared/parameters';
import type { Operation } from '../../../shared/resources';
import { entityIdField } from './fields';
import { adviseOnInvite } from './inviteAdvice';

/** Makes a person's invite worthless. */
export const expireInvite: Operation = {
	name: 'Expire Invite',
	value: 'expireInvite',
	action: 'Expire the invite of an entity',
	description: 'End the invite of a person, so that its link no longer lets anybody in',
	properties: [entityIdField, optionsField()],

	async execute(itemIndex) {
		const entityId = readId(this, entityIdField.name, entityIdField.displayName, itemIndex);
		await credasRequest(
			this,
			{ method: 'PUT', path: `/entities/${encodeURIComponent(entityId)}/expire-invite` },
			{
				doing: 'expire the invite',
				parameter: entityIdField.displayName,
				itemIndex,
				advise: adviseOnInvite,
			},
		);
		return [{ json: { success: true, entityId } }];
	},
};
