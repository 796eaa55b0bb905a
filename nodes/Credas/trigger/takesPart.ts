import { asIdentifier, asList, asRecord } from '../../shared/values/unknownInput';

/** A person as a callback or Credas names them: by their entity, by their row in a process, or by both. */
export interface Person {
	entityId?: string;
	processActorId?: string;
}

/** What Credas' answers say of a person: in the process, not in it, or nothing that decides. */
export type Part = 'takesPart' | 'stranger' | 'unsaid';

/**
 * Looks for a person in what Credas says about a process, whatever its shape: `processActors`, which lists everybody,
 * and every `entityId` and `processActorId` anywhere in it (Credas documents the latter in the details). A person
 * takes part when each id that names them occurs. They are a stranger when their row is another person's, or when the
 * list of everybody leaves no room for them.
 */
export function partOf(person: Person, ...answers: unknown[]): Part {
	const everybody = answers.flatMap(listedPeople);
	const mentions = everybody.concat(answers.flatMap(mentionedPeople));
	const isKnown = (name: keyof Person) =>
		person[name] === undefined || mentions.some((other) => isSame(other[name], person[name]));
	const mayBe = (other: Person) =>
		!differ(other.entityId, person.entityId) &&
		!differ(other.processActorId, person.processActorId);

	const hasRowOfAnother = mentions.some(
		(other) => isSame(other.processActorId, person.processActorId) && !mayBe(other),
	);
	if (hasRowOfAnother) return 'stranger';
	if (isKnown('entityId') && isKnown('processActorId')) return 'takesPart';
	return everybody.length > 0 && !everybody.some(mayBe) ? 'stranger' : 'unsaid';
}

/** Whether two ids are both there and one and the same, whatever their casing. */
export function isSame(one: string | undefined, other: string | undefined): boolean {
	return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}

/** Whether two ids are both there and not the same. */
export function differ(one: string | undefined, other: string | undefined): boolean {
	return one !== undefined && other !== undefined && !isSame(one, other);
}

const emptyGuid = '00000000-0000-0000-0000-000000000000';

const personOf = (entityId: unknown, processActorId: unknown): Person => {
	const entity = asIdentifier(entityId);
	return {
		entityId: entity === emptyGuid ? undefined : entity,
		processActorId: asIdentifier(processActorId),
	};
};

function listedPeople(answer: unknown): Person[] {
	return asList(asRecord(answer)?.processActors).map((actor) => {
		const { id, entityId } = asRecord(actor) ?? {};
		return personOf(entityId, id);
	});
}

// Without recursion, so that no answer is nested too deep for it.
function mentionedPeople(answer: unknown): Person[] {
	const found: Person[] = [];
	const left = [answer];
	while (left.length > 0) {
		const value = left.pop();
		const object = asRecord(value);
		if (object && ('entityId' in object || 'processActorId' in object)) {
			found.push(personOf(object.entityId, object.processActorId));
		}
		for (const inner of object ? Object.values(object) : asList(value)) left.push(inner);
	}
	return found;
}
