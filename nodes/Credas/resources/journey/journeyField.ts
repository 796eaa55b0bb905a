import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { asIdentifier } from '../../../shared/values/unknownInput';
import { CredasClient } from '../../client/client';

import { asJourney, journeyOfId, listJourneys, type Journey } from './journeys';

/** The journey that a new process follows. */
export const journeyIdField: INodeProperties = {
	displayName: 'Journey',
	name: 'journeyId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The steps that the people go through',
	builderHint: {
		propertyHint:
			'The ID of a journey of this portal, from its list. It differs from portal to portal: leave it empty for the user to choose rather than make one up.',
	},
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

/** What the drop-down of the Credas Trigger offers. */
export const triggerLoadOptions = {
	/** Lists every journey, by title. */
	async loadJourneys(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return (await journeysFor(this))
			.map(({ journeyId, title }) => ({ name: title, value: journeyId }))
			.sort((one, other) => one.name.localeCompare(other.name));
	},
};

// n8n drops a change of the journey while it still loads what this list was before, and loads it by this click alone.
const noJourney: INodePropertyOptions = {
	name: 'Listed Once the Journey Is Known',
	value: '',
	description: 'If you have chosen one, click Refresh List in the menu of this field',
};

/** What the drop-downs of the Credas node offer. */
export const loadOptions = {
	/**
	 * Lists the roles of the journey that is chosen at the moment, after what an empty field means: the only role, or that
	 * one is to be chosen.
	 */
	async loadActors(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const chosen = asIdentifier(
			this.getCurrentNodeParameter(journeyIdField.name, { extractValue: true }),
		);
		if (chosen === undefined) return [noJourney];
		const { actors = [], onlyActor } = journeyOfId(await journeysFor(this), chosen) ?? {};
		if (actors.length === 0) return [{ name: 'Credas Lists No Roles for This Journey', value: '' }];
		return [
			{ name: onlyActor ? `${onlyActor.title} (the Only Role)` : 'Choose a Role', value: '' },
			...actors.map(({ actorId, title }) => ({ name: title, value: actorId })),
		];
	},
};
