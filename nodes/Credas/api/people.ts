import { asIdentifier, asInteger, asList, asRecord } from '../../shared/values/unknownInput';

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
