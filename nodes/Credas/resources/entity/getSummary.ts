import type { IDataObject } from 'n8n-workflow';

import { readEntity } from '../../api/entities';
import { labelledSummary, simplifySummary } from '../../api/entitySummary';
import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { simplifyField } from '../../../shared/simplify';
import { choosePeople, entitySourceFields } from './entitySource';

/** Reads the results of all checks of a person. */
export const getSummary: Operation = {
	name: 'Get Summary',
	value: 'getSummary',
	action: 'Get the results summary of an entity',
	description:
		'Get the latest identity result of a person, or with Simplify off the results of every kind of check',
	properties: [...entitySourceFields, simplifyField, optionsField()],

	async execute(itemIndex) {
		const { entityIds, parameter } = await choosePeople(this, itemIndex);
		const simplify = this.getNodeParameter(simplifyField.name, itemIndex, true);

		const summaries: IDataObject[] = [];
		for (const entityId of entityIds) {
			const purpose = { doing: 'read the summary of the entity', parameter, itemIndex };
			summaries.push(await readEntity(this, entityId, '/summary', purpose));
		}
		return summaries.map((summary) => ({
			json: simplify ? simplifySummary(summary) : labelledSummary(summary),
		}));
	},
};
