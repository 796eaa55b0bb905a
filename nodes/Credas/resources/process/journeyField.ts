import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/node/item';
import { journeyOfId, type Journey } from '../../api/journeys';

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

/**
 * Finds the chosen journey among those that can be chosen; undefined where these are not known. Throws a
 * NodeOperationError for one that is not there or takes no new processes.
 */
export function findJourney(
	item: Item,
	journeys: Journey[] | undefined,
	journeyId: string,
): Journey | undefined {
	if (!journeys) return undefined;
	const journey = journeyOfId(journeys, journeyId);
	if (!journey) {
		throw item.refuse(
			'“Journey” is not a journey of this portal',
			'Choose it from the list. Live and demo have separate journeys: check the Environment of the credential, too.',
		);
	}
	if (!journey.isActive) {
		throw item.refuse('“Journey” is no longer active', 'Choose another one from the list.');
	}
	return journey;
}
