import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredasClient } from '../../client/client';

import { entityIdField } from './fields';
import * as entities from './requests';

/** Makes a person's invite worthless. */
export const expireInvite: Operation<CredasClient> = {
	name: 'Expire Invite',
	value: 'expireInvite',
	action: 'Expire the invite of an entity',
	description: 'End the invite of a person, so that its link no longer lets anybody in',
	properties: [entityIdField, optionsField()],

	async execute({ item, client }) {
		const entityId = item.id(entityIdField);
		await entities.expireInvite(client, entityId);
		return { success: true, entityId };
	},
};
