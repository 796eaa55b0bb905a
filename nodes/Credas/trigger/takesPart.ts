import { differ, isSameId } from '../client/ids';
import { peopleNamedIn, type NamedPerson } from '../resources/process/participants';

/** What Credas' answers say of a person: in the process, not in it, or nothing that decides. */
export type Part = 'takesPart' | 'stranger' | 'unsaid';

/**
 * Looks for a person in what Credas says about a process, whatever its shape: `processActors`, which lists everybody,
 * and every `entityId` and `processActorId` anywhere in it (Credas documents the latter in the details). A person
 * takes part when each id that names them occurs. They are a stranger when their row is another person's, or when the
 * list of everybody leaves no room for them.
 */
export function partOf(person: NamedPerson, ...answers: unknown[]): Part {
	const named = answers.map(peopleNamedIn);
	const everybody = named.flatMap(({ listed }) => listed);
	const mentions = [...everybody, ...named.flatMap(({ mentioned }) => mentioned)];
	const isMentioned = (is: (other: NamedPerson) => boolean) => mentions.some(is);
	const hasSameRow = (other: NamedPerson) =>
		other.processActorId !== undefined && other.processActorId === person.processActorId;
	const mayBe = (other: NamedPerson) =>
		!differ(other.entityId, person.entityId) &&
		(hasSameRow(other) ||
			other.processActorId === undefined ||
			person.processActorId === undefined);

	if (isMentioned((other) => hasSameRow(other) && !mayBe(other))) return 'stranger';
	const isEntityKnown =
		person.entityId === undefined ||
		isMentioned(({ entityId }) => isSameId(entityId, person.entityId));
	const isRowKnown = person.processActorId === undefined || isMentioned(hasSameRow);
	if (isEntityKnown && isRowKnown) return 'takesPart';
	return everybody.length > 0 && !everybody.some(mayBe) ? 'stranger' : 'unsaid';
}
