import type { IDataObject, IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import type { Attempt } from '../../shared/retry';
import { asIdentifier, asInteger, asList, asRecord, asText } from '../../shared/unknownInput';
import { expectList } from './objects';
import { attemptCredasRequest, credasRequest } from './request';

/** A role in a journey. */
export interface Actor {
	actorId: number;
	title: string;
}

/** A journey as lists and checks need it. */
export interface Journey {
	journeyId: string;
	title: string;
	/** False for one that takes no new processes. */
	isActive: boolean;
	actors: Actor[];
}

type ListingContext = IExecuteFunctions | ILoadOptionsFunctions;

const doing = 'list the journeys';

/** Reads a journey from its answer; undefined when it has no id (Credas: Retrieving your journeyIds and actorIds). */
export function asJourney(answer: unknown): Journey | undefined {
	const { id, title, isActive, actors } = asRecord(answer) ?? {};
	const journeyId = asIdentifier(id);
	if (journeyId === undefined) return undefined;
	return {
		journeyId,
		title: asText(title) ?? journeyId,
		isActive: isActive !== false,
		actors: asList(actors).flatMap(asActor),
	};
}

function asActor(answer: unknown): Actor[] {
	const { id, title } = asRecord(answer) ?? {};
	const actorId = asInteger(id);
	return actorId === undefined ? [] : [{ actorId, title: asText(title) ?? String(actorId) }];
}

/** Lists the journeys as Credas describes them. Throws a NodeApiError when they cannot be listed. */
export async function listJourneys(
	context: ListingContext,
	itemIndex?: number,
): Promise<IDataObject[]> {
	const answer = await credasRequest(context, { path: '/journeys' }, { doing, itemIndex });
	return expectList(context.getNode(), answer, doing);
}

const knownJourneys = new WeakMap<object, Promise<Attempt<unknown>>>();

/**
 * Gives the journeys that can be chosen from, asked for once per execution of a node however many items it has.
 * Undefined when they cannot be listed: they serve to catch mistakes early, and Credas itself decides.
 */
export async function journeysForChecking(
	context: IExecuteFunctions,
): Promise<Journey[] | undefined> {
	const listing =
		knownJourneys.get(context) ?? attemptCredasRequest(context, { path: '/journeys' });
	knownJourneys.set(context, listing);
	const attempt = await listing;
	if ('failure' in attempt || !Array.isArray(attempt.value)) return undefined;
	return attempt.value.flatMap((answer) => asJourney(answer) ?? []);
}
