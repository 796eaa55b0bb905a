import type { IDataObject } from 'n8n-workflow';

import { asJourney, listJourneys } from '../../api/journeys';
import { howManyFields, limitOf } from '../../../shared/howMany';
import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { simplifyField } from '../../../shared/simplify';
import { withoutMissing } from '../../../shared/withoutMissing';

/** Lists the journeys that the API key may use, with their actors. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many journeys',
	description:
		'List the journeys of the portal with the actors (roles) that people can have in them',
	properties: [...howManyFields, simplifyField, optionsField()],

	async execute(itemIndex) {
		const limit = limitOf(this, itemIndex);
		const journeys = await listJourneys(this, itemIndex);
		const simplify = this.getNodeParameter(simplifyField.name, itemIndex, true);
		return journeys
			.slice(0, limit)
			.map((journey) => ({ json: simplify ? simplifyJourney(journey) : journey }));
	},
};

const simplifyJourney = (journey: IDataObject): IDataObject =>
	withoutMissing({
		journeyId: journey.id,
		title: journey.title,
		description: journey.description,
		isActive: journey.isActive,
		webhookEnabled: journey.webhookEnabled,
		isRightToWork: journey.isRightToWork,
		isRightToRent: journey.isRightToRent,
		isSafeHarbour: journey.isSafeHarbour,
		isAffordability: journey.isAffordability,
		actors: (asJourney(journey)?.actors ?? []).map((actor) => ({ ...actor })),
	});
