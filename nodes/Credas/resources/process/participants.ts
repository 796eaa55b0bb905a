import {
	asIdentifier,
	asInteger,
	asList,
	asRecord,
	type UnknownRecord,
} from '../../../shared/values/unknownInput';

/** A person's part in a process. */
export interface Person {
	entityId: string;
	/** The person's row in this process. */
	processActorId?: number;
	/** The person's role in the journey. */
	actorId?: number;
}

/** Who takes part in a process, as far as Credas says. */
export interface Participants {
	people: Person[];
	/** Why somebody may take part who is not among the people: short texts, fit to be shown. */
	unknown: string[];
	/** Whether only the details named the people, so that nothing says that these are all. */
	isInferred: boolean;
}

/** A row of a process, whether it says who it is or not. */
type Actor = Partial<Person>;

const emptyGuid = '00000000-0000-0000-0000-000000000000';

const entityIdOf = (value: unknown) => {
	const entityId = asIdentifier(value);
	return entityId === emptyGuid ? undefined : entityId;
};

const actorsOf = (process: unknown): Actor[] =>
	asList(asRecord(process)?.processActors).map((actor) => {
		const { entityId, id, actorId } = asRecord(actor) ?? {};
		return {
			entityId: entityIdOf(entityId),
			processActorId: asInteger(id),
			actorId: asInteger(actorId),
		};
	});

const isPerson = (actor: Actor): actor is Person => actor.entityId !== undefined;

/** Gives the people that a process names in its `processActors`; each person once. */
export function peopleInProcess(process: unknown): Person[] {
	return eachOnce(actorsOf(process).filter(isPerson));
}

/** Gives every person whose `entityId` occurs anywhere in a process's details. */
export function peopleInDetails(details: unknown): Person[] {
	return eachOnce(
		recordsIn(details).flatMap((record) => {
			const entityId = entityIdOf(named(record, 'entityid'));
			return entityId === undefined ? [] : [{ entityId }];
		}),
	);
}

const eachOnce = (people: Person[]) => [
	...new Map(people.map((person) => [person.entityId.toLowerCase(), person])).values(),
];

function recordsIn(value: unknown, found: UnknownRecord[] = []): UnknownRecord[] {
	for (const entry of asList(value)) recordsIn(entry, found);
	const record = asRecord(value);
	if (record) {
		found.push(record);
		for (const inner of Object.values(record)) recordsIn(inner, found);
	}
	return found;
}

// Credas writes its keys in one casing here and in another there.
const named = (record: UnknownRecord, name: string): unknown =>
	Object.entries(record).find(([key]) => key.toLowerCase() === name)?.[1];

/** What Credas says of a process. */
export interface ProcessAnswers {
	/** What `GET /processes/{id}` answers, where the portal offers it. */
	process?: unknown;
	/** What `/details` answers, where it was asked for. */
	details?: unknown;
}

/**
 * Finds who takes part in a process, and says where somebody may be missing. The `processActors` of a process name
 * everybody. Where there are none, the details are searched, which may leave somebody out. `given` are the
 * people whom the user named, if any; anybody else who takes part counts as missing.
 */
export function whoTakesPart(answers: ProcessAnswers, given: string[] = []): Participants {
	const rows = rowsIn(answers.details);
	const actors = actorsIn(answers, rows);
	const listed = eachOnce(actors.filter(isPerson));
	const found = listed.length > 0 ? listed : peopleInDetails(answers.details).map(besideRow(rows));
	const asGiven = given.map(
		(entityId) => listed.find((actor) => is(actor, entityId)) ?? { entityId },
	);
	const people = given.length > 0 ? eachOnce(asGiven) : found;

	const unknown = [
		...leftOut(people, [...listed.map(({ entityId }) => entityId), ...rows.values()]),
		...nameless(people, actors, rows),
	];
	return { people, unknown, isInferred: given.length === 0 && listed.length === 0 };
}

const is = ({ entityId }: Actor, wanted: string) =>
	entityId?.toLowerCase() === wanted.toLowerCase();

/** The rows of a process that its details name, each with its entity id where the two stand side by side. */
type Rows = ReadonlyMap<number, string | undefined>;

function rowsIn(details: unknown): Rows {
	const rows = new Map<number, string | undefined>();
	for (const record of recordsIn(details)) {
		const row = asInteger(named(record, 'processactorid')) ?? 0;
		// Zero and less are what a task has that belongs to nobody.
		if (row > 0) rows.set(row, rows.get(row) ?? entityIdOf(named(record, 'entityid')));
	}
	return rows;
}

const hasRow = (rows: Rows, wanted: string) =>
	[...rows.values()].some((entityId) => is({ entityId }, wanted));

const besideRow =
	(rows: Rows) =>
	(person: Person): Person => {
		const row = [...rows].find(([, entityId]) => is({ entityId }, person.entityId));
		return row === undefined ? person : { ...person, processActorId: row[0] };
	};

function actorsIn({ process, details }: ProcessAnswers, rows: Rows): Actor[] {
	const ofProcess = actorsOf(process);
	const actors = ofProcess.length > 0 ? ofProcess : actorsOf(details);
	return actors.map((actor) => ({
		...actor,
		entityId: actor.entityId ?? rows.get(actor.processActorId ?? 0),
	}));
}

function leftOut(people: Person[], takingPart: Array<string | undefined>): string[] {
	const texts = takingPart
		.filter((entityId) => entityId !== undefined)
		.filter((entityId) => !people.some((person) => is(person, entityId)))
		.map((entityId) => `A person of the process was not asked about (entity ${entityId})`);
	return [...new Set(texts)];
}

// Whom the user named and Credas did not makes up for one whom Credas lists without saying who it is.
function nameless(people: Person[], actors: Actor[], rows: Rows): string[] {
	const withoutRow = people.filter(
		({ entityId, processActorId }) => processActorId === undefined && !hasRow(rows, entityId),
	);
	const strangers = withoutRow.filter(({ entityId }) => !actors.some((each) => is(each, entityId)));
	const actorsUnknown = actors.filter((actor) => !isPerson(actor));
	const rowsUnknown = [...rows.keys()].filter(
		(row) => rows.get(row) === undefined && !actors.some((each) => each.processActorId === row),
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
