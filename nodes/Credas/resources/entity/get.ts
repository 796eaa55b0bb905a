import type { IDataObject } from 'n8n-workflow';

import { labelledEntity, readEntity, simplifyEntity } from '../../api/entities';
import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { simplifyField } from '../../../shared/simplify';
import { choosePeople, entitySourceFields } from './entitySource';

/** Reads a person: names, contact details and the status of the invite. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get an entity',
	description:
		'Get a person’s names, contact details and status, or those of everybody in a process',
	properties: [...entitySourceFields, simplifyField, optionsField()],

	async execute(itemIndex) {
		const { entityIds, parameter } = await choosePeople(this, itemIndex);
		const simplify = this.getNodeParameter(simplifyField.name, itemIndex, true);

		const entities: IDataObject[] = [];
		for (const entityId of entityIds) {
			const purpose = { doing: 'read the entity', parameter, itemIndex };
			entities.push(await readEntity(this, entityId, '', purpose));
		}
		return entities.map((entity) => ({
			json: simplify ? simplifyEntity(entity) : labelledEntity(entity),
		}));
	},
};
