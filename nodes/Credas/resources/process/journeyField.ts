import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/node/item';
import { journeyOfId, type Journey } from '../journey/requests';

/** The journey that a new process follows. */
export const journeyIdField: INodeProperties = {
	displayName: 'Journey',
	name: 'journeyId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The steps that the people go through',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a journey…',
			typeOptions: { searchListMethod: 'searchJourneys', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 9429d6b1-de6e-4fac-8343-9a48c4d5534f',
		},
	],
};

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
