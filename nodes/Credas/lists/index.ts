import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { asIdentifier } from '../../shared/values/unknownInput';
import { CredasClient } from '../api/client';
import { asJourney, journeyOfId, listJourneys, type Journey } from '../api/journeys';

const journeysFor = async (context: ILoadOptionsFunctions): Promise<Journey[]> =>
	(await listJourneys(new CredasClient(context))).flatMap((answer) => asJourney(answer) ?? []);

/** What the resource locators of the Credas node list. */
export const listSearch = {
	/** Lists the journeys that take new processes, those whose title contains the filter, by title. */
	async searchJourneys(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
		const wanted = filter.toLowerCase();
		const results = (await journeysFor(this))
			.filter(({ isActive, title }) => isActive && title.toLowerCase().includes(wanted))
			.map(({ journeyId, title }) => ({ name: title, value: journeyId }))
			.sort((one, other) => one.name.localeCompare(other.name));
		return { results };
	},
};

/** What the drop-downs of the Credas node offer. */
export const loadOptions = {
	/** Lists the actors of the journey that is chosen at the moment; none before one is chosen. */
	async loadActors(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const chosen = asIdentifier(this.getCurrentNodeParameter('journeyId', { extractValue: true }));
		if (chosen === undefined) return [];
		const journey = journeyOfId(await journeysFor(this), chosen);
		return (journey?.actors ?? []).map(({ actorId, title }) => ({ name: title, value: actorId }));
	},
};
