import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { asIdentifier, asInteger, asList, asRecord } from '../../shared/unknownInput';
import { credasError, type CredasPurpose } from './credasError';
import { readProcessDetails } from './processDetails';
import { attemptCredasRequest } from './request';

/** A person's part in a process. */
export interface Person {
	entityId: string;
	/** The person's row in this process. */
	processActorId?: number;
	/** The person's role in the journey. */
	actorId?: number;
}

const emptyGuid = '00000000-0000-0000-0000-000000000000';

const entityIdOf = (value: unknown) => {
	const entityId = asIdentifier(value);
	return entityId === emptyGuid ? undefined : entityId;
};

/** Gives the people that a process names in its `processActors`; each person once. */
export function peopleInProcess(process: unknown): Person[] {
	const people = asList(asRecord(process)?.processActors).flatMap((actor): Person[] => {
		const { entityId: value, id, actorId } = asRecord(actor) ?? {};
		const entityId = entityIdOf(value);
		if (entityId === undefined) return [];
		return [{ entityId, processActorId: asInteger(id), actorId: asInteger(actorId) }];
	});
	return eachOnce(people);
}

/** Gives every person whose `entityId` occurs anywhere in a process's details. */
export function peopleInDetails(details: unknown): Person[] {
	return eachOnce(entityIdsIn(details).map((entityId) => ({ entityId })));
}

function entityIdsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(entityIdsIn);
	return Object.entries(asRecord(value) ?? {}).flatMap(([key, inner]) => {
		const entityId = key.toLowerCase() === 'entityid' ? entityIdOf(inner) : undefined;
		return entityId === undefined ? entityIdsIn(inner) : [entityId];
	});
}

const eachOnce = (people: Person[]) => [
	...new Map(people.map((person) => [person.entityId.toLowerCase(), person])).values(),
];

/**
 * Finds the people of a process. `GET /processes/{id}` is not documented and may be missing, so `/details` is
 * searched for entity ids where it names nobody. Throws a NodeApiError when the process cannot be read, a
 * NodeOperationError when nobody is found.
 */
export async function findPeople(
	context: IExecuteFunctions,
	processId: string,
	purpose: CredasPurpose,
): Promise<Person[]> {
	const attempt = await attemptCredasRequest(context, {
		path: `/processes/${encodeURIComponent(processId)}`,
	});
	const isMissing = 'failure' in attempt && [404, 405].includes(attempt.failure.statusCode ?? 0);
	if ('failure' in attempt && !isMissing) {
		throw credasError(context.getNode(), attempt.failure, purpose);
	}

	const named = 'value' in attempt ? peopleInProcess(attempt.value) : [];
	if (named.length > 0) return named;
	const found = peopleInDetails(await readProcessDetails(context, processId, purpose));
	if (found.length > 0) return found;
	throw nobodyFound(context, purpose.itemIndex);
}

const nobodyFound = (context: IExecuteFunctions, itemIndex?: number) =>
	new NodeOperationError(context.getNode(), 'Credas does not say who takes part in this process', {
		description:
			'Enter the Entity ID of the person instead. The Create operation gives it for each person as people[].entityId.',
		itemIndex,
	});
