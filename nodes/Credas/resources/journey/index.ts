import type { IDataObject } from 'n8n-workflow';

import { paginationFields, readLimit, simplifyField } from '../../../shared/node/fields';
import type { Operation, Resource } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import type { CredasClient } from '../../client/client';

import { asJourney, listJourneys } from './journeys';

/** Lists the journeys that the API key may use, with their actors. */
const getAll: Operation<CredasClient> = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many journeys',
	description:
		'List the journeys of the portal with the actors (roles) that people can have in them',
	properties: [...paginationFields, simplifyField, optionsField()],

	async execute({ item, client }) {
		const limit = readLimit(item);
		const journeys = (await listJourneys(client)).slice(0, limit);
		return item.flag(simplifyField) ? journeys.map(simplifyJourney) : journeys;
	},
};

const simplifyJourney = (journey: IDataObject): IDataObject =>
	omitUndefined({
		journeyId: journey.id,
		title: journey.title,
		description: journey.description,
		isActive: journey.isActive,
		webhookEnabled: journey.webhookEnabled,
		isRightToWork: journey.isRightToWork,
		isRightToRent: journey.isRightToRent,
		isSafeHarbour: journey.isSafeHarbour,
		isAffordability: journey.isAffordability,
		actors: (asJourney(journey)?.actors ?? []).map(({ actorId, title }) => ({ actorId, title })),
	});

/** The ordered steps that a process follows. */
export const journey: Resource<CredasClient> = {
	name: 'Journey',
	value: 'journey',
	operations: [getAll],
};
