import type { Item } from '../../../shared/node/item';
import { journeyOfId, type Journey } from '../journey/journeys';

/** What Credas may refuse: nothing says that its list of journeys is complete, so Credas decides. */
export interface Doubt {
	/** What is odd, a sentence without its full stop. */
	finding: string;
	/** What can be chosen, for when Credas does refuse. */
	advice: string;
}

/**
 * Finds the chosen journey among those that Credas lists; undefined where it is not there, which `doubt` is told, or
 * where these are not known. Throws a NodeOperationError for one that takes no new processes, as the list says.
 */
export function findJourney(
	item: Item,
	journeys: Journey[] | undefined,
	{ journeyId, doubt }: { journeyId: string; doubt: (doubt: Doubt) => void },
): Journey | undefined {
	if (!journeys) return undefined;
	const journey = journeyOfId(journeys, journeyId);
	if (!journey) {
		const choices = journeys.filter(({ isActive }) => isActive).map(({ title }) => title);
		doubt({
			finding: '“Journey” is not a journey that Credas lists for this portal',
			advice: `Live and demo have separate journeys: check the Environment of the credential. Credas lists: ${choices.join(', ') || 'none'}.`,
		});
		return undefined;
	}
	if (!journey.isActive) {
		throw item.refuse('“Journey” is no longer active', 'Choose another one from the list.');
	}
	return journey;
}
