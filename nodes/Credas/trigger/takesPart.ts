import { differ, isSameId } from '../client/ids';
import { peopleNamedIn, type NamedPerson } from '../resources/process/participants';

/** What Credas' answers say of a person: in the process, not in it, or nothing that decides. */
export type Part =
	| { part: 'takesPart'; person: Pick<NamedPerson, 'entityId' | 'processActorId'> }
	| { part: 'stranger' | 'unsaid' };

/**
 * Looks for a person in what Credas says about a process, whatever its shape: `processActors`, which lists everybody,
 * and every `entityId` and `processActorId` anywhere in it (Credas documents the latter in the details). A person
 * takes part when each id that names them occurs, and is given as Credas writes them, with the id that the caller left
 * out. They are a stranger when their row is another person's, or when the list of everybody leaves no room for them.
 */
export function partOf(wanted: NamedPerson, ...answers: unknown[]): Part {
	const named = answers.map(peopleNamedIn);
	const everybody = named.flatMap(({ listed }) => listed);
	const mentions = [...everybody, ...named.flatMap(({ mentioned }) => mentioned)];
	const hasSameRow = (other: NamedPerson) =>
		other.processActorId !== undefined && other.processActorId === wanted.processActorId;
	const mayBe = (other: NamedPerson) =>
		!differ(other.entityId, wanted.entityId) &&
		(hasSameRow(other) ||
			other.processActorId === undefined ||
			wanted.processActorId === undefined);

	if (mentions.some((other) => hasSameRow(other) && !mayBe(other))) return { part: 'stranger' };
	const ofEntity = mentions.find(({ entityId }) => isSameId(entityId, wanted.entityId));
	const ofRow =
		mentions.find((other) => hasSameRow(other) && other.entityId !== undefined) ??
		mentions.find(hasSameRow);
	const isEntityKnown = wanted.entityId === undefined || ofEntity !== undefined;
	const isRowKnown = wanted.processActorId === undefined || ofRow !== undefined;
	if (isEntityKnown && isRowKnown) {
		const { entityId } = ofEntity ?? ofRow ?? {};
		return { part: 'takesPart', person: { entityId, processActorId: ofRow?.processActorId } };
	}
	return { part: everybody.length > 0 && !everybody.some(mayBe) ? 'stranger' : 'unsaid' };
}
