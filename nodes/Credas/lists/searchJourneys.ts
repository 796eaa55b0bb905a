import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { asJourney, listJourneys } from '../api/journeys';

/** Lists the journeys that take new processes, those whose title contains the filter, by title. */
export async function searchJourneys(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const wanted = filter.toLowerCase();
	const results = (await listJourneys(this))
		.flatMap((answer) => asJourney(answer) ?? [])
		.filter(({ isActive, title }) => isActive && title.toLowerCase().includes(wanted))
		.map(({ journeyId, title }) => ({ name: title, value: journeyId }))
		.sort((one, other) => one.name.localeCompare(other.name));
	return { results };
}
