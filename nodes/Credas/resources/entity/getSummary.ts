import { simplifyField } from '../../../shared/node/fields';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredasClient } from '../../client/client';

import { askAboutEach, choosePeople, entitySourceFields } from './entitySource';
import { readSummary } from './requests';
import { labelledSummary, simplifySummary } from './summary';

/** Reads the results of all checks of a person. */
export const getSummary: Operation<CredasClient> = {
	name: 'Get Summary',
	value: 'getSummary',
	action: 'Get the results summary of an entity',
	description:
		'Get the latest identity result of a person, or with Simplify off the results of every kind of check',
	properties: [...entitySourceFields, simplifyField, optionsField()],

	async execute(run) {
		const shown = run.item.flag(simplifyField) ? simplifySummary : labelledSummary;
		return await askAboutEach(await choosePeople(run), async (client, entityId) =>
			shown(await readSummary(client, entityId)),
		);
	},
};
