import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { asJourney, listJourneys } from '../api/journeys';
import { asIdentifier } from '../../shared/unknownInput';

/** Lists the actors of the journey that is chosen at the moment; none before one is chosen. */
export async function loadActors(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const chosen = asIdentifier(this.getCurrentNodeParameter('journeyId', { extractValue: true }));
	if (chosen === undefined) return [];
	const journey = (await listJourneys(this))
		.map(asJourney)
		.find((candidate) => candidate?.journeyId.toLowerCase() === chosen.toLowerCase());
	return (journey?.actors ?? []).map(({ actorId, title }) => ({ name: title, value: actorId }));
}
