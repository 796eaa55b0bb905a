import { simplifyField } from '../../../shared/node/fields';
import type { Operation, Resource } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredasClient } from '../../client/client';

import { create } from './create';
import { labelledEntity, readEntity, simplifyEntity } from './entity';
import { askAboutEach, choosePeople, entitySourceFields } from './entitySource';
import { exportPdf } from './exportPdf';
import { getActiveChecks } from './getActiveChecks';
import { expireInvite, resendInvite } from './invite';
import { getSummary } from './summary';

/** Reads a person: names, contact details and the status of the invite. */
const get: Operation<CredasClient> = {
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

/** A person. */
export const entity: Resource<CredasClient> = {
	name: 'Entity',
	value: 'entity',
	operations: [create, expireInvite, exportPdf, get, getActiveChecks, getSummary, resendInvite],
};
