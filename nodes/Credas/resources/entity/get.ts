import { simplifyField } from '../../../shared/node/fields';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredasClient } from '../../client/client';

import { askAboutEach, choosePeople, entitySourceFields } from './entitySource';
import { labelledEntity, readEntity, simplifyEntity } from './requests';

/** Reads a person: names, contact details and the status of the invite. */
export const get: Operation<CredasClient> = {
	name: 'Get',
	value: 'get',
	action: 'Get an entity',
	description:
		'Get a person’s names, contact details and status, or those of everybody in a process',
	properties: [...entitySourceFields, simplifyField, optionsField()],

	async execute(run) {
		const shown = run.item.flag(simplifyField) ? simplifyEntity : labelledEntity;
		return await askAboutEach(await choosePeople(run), async (client, entityId) =>
			shown(await readEntity(client, entityId)),
		);
	},
};
