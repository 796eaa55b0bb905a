import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asJourney, listJourneys } from '../../api/journeys';
import { withoutMissing } from '../../../shared/withoutMissing';
import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { simplifyField } from '../../../shared/simplify';

const returnAllField: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limitField: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	displayOptions: { show: { returnAll: [false] } },
	description: 'Max number of results to return',
};

/** Lists the journeys that the API key may use, with their actors. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many journeys',
	description:
		'List the journeys of the portal with the actors (roles) that people can have in them',
	properties: [returnAllField, limitField, simplifyField, optionsField()],

	async execute(itemIndex) {
		const journeys = await listJourneys(this, itemIndex);
		const limit = this.getNodeParameter(returnAllField.name, itemIndex, false)
			? journeys.length
			: Number(this.getNodeParameter(limitField.name, itemIndex, limitField.default));
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
