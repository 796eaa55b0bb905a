import type { IDataObject } from 'n8n-workflow';

import type { RequestLimits } from '../../../shared/http/request';
import type { Attempt } from '../../../shared/http/retry';
import {
	asIdentifier,
	asInteger,
	asList,
	asObjects,
	asRecord,
	asText,
} from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';

/** A role in a journey. */
export interface Actor {
	actorId: number;
	title: string;
	/** Whether more than one person can have the role in a process; true unless Credas says no. */
	canAddMultiple: boolean;
}

/** A journey as lists and checks need it. */
export interface Journey {
	journeyId: string;
	title: string;
	/** False for one that takes no new processes. */
	isActive: boolean;
	actors: Actor[];
	/** The role that everybody has, where Credas lists one and no other. */
	onlyActor?: Actor;
}

/** Reads a journey from its answer; undefined when it has no id (Credas: Retrieving your journeyIds and actorIds). */
export function asJourney(answer: unknown): Journey | undefined {
	const { id, title, isActive, actors } = asRecord(answer) ?? {};
	const journeyId = asIdentifier(id);
	if (journeyId === undefined) return undefined;
	const listed = asList(actors);
	const known = listed.flatMap(asActor);
	return {
		journeyId,
		title: asText(title) ?? journeyId,
		isActive: isActive !== false,
		actors: known,
		onlyActor: listed.length === 1 ? known[0] : undefined,
	};
}

function asActor(answer: unknown): Actor[] {
	const { id, title, canAddMultiple } = asRecord(answer) ?? {};
	const actorId = asInteger(id);
	if (actorId === undefined) return [];
	return [
		{
			actorId,
			title: asText(title) ?? String(actorId),
			canAddMultiple: canAddMultiple !== false,
		},
	];
}

/**
 * Asks for the journeys (Credas: Retrieving your journeyIds and actorIds); never throws for an answer. Inferred: the list
 * comes whole.
 */
export async function attemptJourneys(
	client: CredasClient,
	rules?: RequestLimits,
): Promise<Attempt<unknown[]>> {
	return await client.attemptList({ path: '/journeys', ...rules });
}

/** Lists the journeys as Credas describes them. Throws a NodeApiError when they cannot be listed. */
export async function listJourneys(client: CredasClient): Promise<IDataObject[]> {
	const attempt = await attemptJourneys(client);
	if ('failure' in attempt) throw client.refusal(attempt.failure, { doing: 'list the journeys' });
	return asObjects(attempt.value);
}

/**
 * Gives the journeys that can be chosen from, asked for once per execution of a node however many items it has.
 * Undefined when they cannot be listed: they serve to catch mistakes early, and Credas itself decides.
 */
export async function journeysForChecking(
	client: CredasClient,
	rules?: RequestLimits,
): Promise<Journey[] | undefined> {
	const attempt = await client.once('journeys', async () => await attemptJourneys(client, rules));
	if ('failure' in attempt) return undefined;
	return attempt.value.flatMap((answer) => asJourney(answer) ?? []);
}

/** Finds a journey by its id. */
export function journeyOfId(journeys: Journey[], journeyId: string): Journey | undefined {
	const wanted = journeyId.toLowerCase();
	return journeys.find((candidate) => candidate.journeyId.toLowerCase() === wanted);
}

/** How many people can take part in a process of this journey at most; infinity where Credas does not say. */
export async function mostPeopleIn(
	client: CredasClient,
	journeyId: unknown,
	rules?: RequestLimits,
): Promise<number> {
	const journeys = (await journeysForChecking(client, rules)) ?? [];
	const actors = journeyOfId(journeys, asIdentifier(journeyId) ?? '')?.actors ?? [];
	const isOpen = actors.length === 0 || actors.some(({ canAddMultiple }) => canAddMultiple);
	return isOpen ? Number.POSITIVE_INFINITY : actors.length;
}
