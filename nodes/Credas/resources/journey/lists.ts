import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { asIdentifier } from '../../../shared/values/unknownInput';
import { CredasClient } from '../../client/client';

import { asJourney, journeyOfId, listJourneys, type Journey } from './requests';

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
	/** Lists the actors of the journey that is chosen at the moment. Where there are none, the one choice says why. */
	async loadActors(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const chosen = asIdentifier(this.getCurrentNodeParameter('journeyId', { extractValue: true }));
		if (chosen === undefined) return noActors('Choose a Journey First');
		const journey = journeyOfId(await journeysFor(this), chosen);
		const actors = journey?.actors ?? [];
		if (actors.length === 0) return noActors('Credas Lists No Actors for This Journey');
		return actors.map(({ actorId, title }) => ({ name: title, value: actorId }));
	},
};

// The empty value is that of a field not filled in, so n8n shows this in the field, and still asks for an actor.
const noActors = (name: string): INodePropertyOptions[] => [{ name, value: '' }];
