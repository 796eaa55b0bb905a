import {
	asId,
	asInteger,
	asList,
	asRecord,
	type UnknownRecord,
} from '../../../shared/values/unknownInput';
import { asRowNumber, isSameId, nameIn, valuesNamed } from '../../client/ids';

/** Somebody whom an answer names: by their entity, by their row in a process, or by both. */
export interface NamedPerson {
	entityId?: string;
	/** The person's row in the process. */
	processActorId?: number;
	/** The person's role in the journey. */
	actorId?: number;
	/** First and last name, where they stand in the person's row of the list. */
	name?: string;
}

/** A person who takes part in a process. */
export interface Participant extends NamedPerson {
	entityId: string;
	/** True for somebody whom the details name and the list of the process does not. */
	isUnlisted?: true;
}

/** Everybody whom an answer names. */
interface NamedPeople {
	/** The rows of its `processActors`, which is the list of everybody. */
	listed: NamedPerson[];
	/** Whoever else is named by an `entityId` or a `processActorId`, at whatever depth. */
	mentioned: NamedPerson[];
}

/**
 * Finds everybody whom an answer about a process names, at any depth and in any casing: Credas writes its keys in one
 * casing here and in another there. Without recursion, so that no answer is nested too deep for it.
 */
export function peopleNamedIn(answer: unknown): NamedPeople {
	const rows = valuesNamed(asRecord(answer), 'processactors').flatMap(asList);
	const isRow = new Set(rows);
	const mentioned: NamedPerson[] = [];
	const left = [answer];
	while (left.length > 0) {
		const value = left.pop();
		const record = asRecord(value);
		if (record && !isRow.has(value)) mentioned.push(...peopleOf(record, 'processactorid'));
		const inner = record ? Object.values(record) : asList(value);
		for (let index = inner.length - 1; index >= 0; index--) left.push(inner[index]);
	}
	return { listed: rows.flatMap((row) => listedPeople(asRecord(row) ?? {})), mentioned };
}

// A row that says nothing of itself is still a person. The name in it is theirs; one in a form may be anybody's.
function listedPeople(row: UnknownRecord): NamedPerson[] {
	const [first = {}, ...more] = peopleOf(row, 'id');
	return [{ ...first, name: nameIn(row) }, ...more];
}

/** The people of one object: two keys that differ in casing alone may name two of them. */
function peopleOf(record: UnknownRecord, rowKey: string): NamedPerson[] {
	const entityIds = valuesNamed(record, 'entityid').flatMap((value) => asId(value) ?? []);
	const rows = valuesNamed(record, rowKey).flatMap((value) => asRowNumber(value) ?? []);
	const [actorId] = valuesNamed(record, 'actorid').map(asInteger);
	const count = Math.max(entityIds.length, rows.length);
	return Array.from({ length: count }, (_, index) => ({
		entityId: entityIds[index],
		processActorId: rows[index],
		...(index === 0 && { actorId }),
	}));
}

/** Gives the people that a process lists; each person once. */
export function participantsListedIn(process: unknown): Participant[] {
	return eachOnce(peopleNamedIn(process).listed);
}

const isParticipant = (person: NamedPerson): person is Participant => person.entityId !== undefined;

const eachOnce = (people: NamedPerson[]): Participant[] => {
	const byId = new Map<string, Participant>();
	for (const person of people.filter(isParticipant)) {
		const key = person.entityId.toLowerCase();
		if (!byId.has(key)) byId.set(key, person);
	}
	return [...byId.values()];
};

/** What Credas says of a process. */
interface ProcessAnswers {
	/** What `GET /processes/{id}` answers, where the portal offers it. */
	process?: unknown;
	/** What `/details` answers, where it was asked for. */
	details?: unknown;
}

/** Who takes part in a process, as far as Credas says. */
export interface Participants {
	people: Participant[];
	/** Why somebody may take part who is not among the people: short texts, fit to be shown. */
	unknown: string[];
	/** Whether only the details named the people, so that nothing says that these are all. */
	isInferred: boolean;
}

/**
 * Finds who takes part in a process, and says where somebody may be missing. The `processActors` of a process name
 * everybody, and may lag behind; so whomever the answers name elsewhere counts, too. `given` are the people whom the
 * user named, if any; anybody else who takes part counts as missing.
 */
export function whoTakesPart(answers: ProcessAnswers, given: string[] = []): Participants {
	const { actors, mentioned } = namedIn(answers);
	const rows = rowsOf(mentioned);
	const found = everybody(actors, mentioned, rows);
	const asGiven = given.map(
		(entityId) => found.find((person) => isSameId(person.entityId, entityId)) ?? { entityId },
	);
	const people = given.length > 0 ? eachOnce(asGiven) : found;
	const unknown = [
		...leftOut(people, found),
		// Whom the user names takes part, whatever the list of the process says.
		...(given.length > 0 ? [] : people.filter(({ isUnlisted }) => isUnlisted).map(unlistedText)),
		...nameless(people, actors, rows),
	];
	const isInferred = given.length === 0 && !actors.some(isParticipant);
	return { people, unknown, isInferred };
}

function namedIn({ process, details }: ProcessAnswers) {
	const [ofProcess, ofDetails] = [peopleNamedIn(process), peopleNamedIn(details)];
	const isListed = ofProcess.listed.length > 0;
	const mentioned = [...ofProcess.mentioned, ...ofDetails.mentioned];
	const rows = rowsOf(isListed ? [...mentioned, ...ofDetails.listed] : mentioned);
	const actors = (isListed ? ofProcess.listed : ofDetails.listed).map((actor) => ({
		...actor,
		entityId: actor.entityId ?? rows.get(actor.processActorId ?? 0),
	}));
	return { actors, mentioned: isListed ? [...mentioned, ...ofDetails.listed] : mentioned };
}

/** The rows that an answer mentions, each with its entity id where the two stand side by side. */
type Rows = ReadonlyMap<number, string | undefined>;

function rowsOf(mentioned: NamedPerson[]): Rows {
	const rows = new Map<number, string | undefined>();
	for (const { processActorId, entityId } of mentioned) {
		if (processActorId !== undefined)
			rows.set(processActorId, rows.get(processActorId) ?? entityId);
	}
	return rows;
}

function everybody(actors: NamedPerson[], mentioned: NamedPerson[], rows: Rows): Participant[] {
	const listed = eachOnce(actors);
	const known = new Set(listed.map(({ entityId }) => entityId.toLowerCase()));
	const others = eachOnce(mentioned).filter(({ entityId }) => !known.has(entityId.toLowerCase()));
	const rowOf = new Map(
		[...rows].flatMap(([row, entityId]) => (entityId ? [[entityId.toLowerCase(), row]] : [])),
	);
	return [
		...listed,
		...others.map((person): Participant => {
			const processActorId = person.processActorId ?? rowOf.get(person.entityId.toLowerCase());
			return { ...person, processActorId, ...(listed.length > 0 && { isUnlisted: true }) };
		}),
	];
}

function leftOut(people: Participant[], found: Participant[]): string[] {
	const asked = new Set(people.map(({ entityId }) => entityId.toLowerCase()));
	return found
		.filter(({ entityId }) => !asked.has(entityId.toLowerCase()))
		.map(({ entityId }) => `A person of the process was not asked about (entity ${entityId})`);
}

const unlistedText = ({ entityId }: Participant) =>
	`The details name a person whom the process does not list (entity ${entityId})`;

// Whom the user named and Credas did not makes up for one whom Credas lists without saying who it is.
function nameless(people: Participant[], actors: NamedPerson[], rows: Rows): string[] {
	const listedIds = new Set(actors.flatMap(({ entityId }) => entityId?.toLowerCase() ?? []));
	const rowIds = new Set([...rows.values()].flatMap((entityId) => entityId?.toLowerCase() ?? []));
	const withoutRow = people
		.filter(({ processActorId }) => processActorId === undefined)
		.map(({ entityId }) => entityId.toLowerCase())
		.filter((entityId) => !rowIds.has(entityId));
	const strangers = withoutRow.filter((entityId) => !listedIds.has(entityId));
	const actorsUnknown = actors.filter((actor) => !isParticipant(actor));
	const listedRows = new Set(actors.map(({ processActorId }) => processActorId));
	const rowsUnknown = [...rows.keys()].filter(
		(row) => rows.get(row) === undefined && !listedRows.has(row),
	);
	const madeUpFor = Math.min(strangers.length, actorsUnknown.length);
	return [
		...actorsUnknown
			.slice(madeUpFor)
			.map(({ processActorId }) => `A person of the process has no entity ID${at(processActorId)}`),
		...rowsUnknown
			.slice(withoutRow.length - madeUpFor)
			.map((row) => `The details name a person who is not known${at(row)}`),
	];
}

const at = (row?: number) => (row === undefined ? '' : ` (process actor ${row})`);
