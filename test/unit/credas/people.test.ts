import {
	participantsListedIn,
	peopleNamedIn,
	whoTakesPart,
} from '../../../nodes/Credas/resources/process/participants';

describe('the people of a process', () => {
	it('are its process actors, each once', () => {
		const processActors = [
			{ id: 7, entityId: 'a', actorId: 110 },
			{ id: 8, entityId: 'A' },
			{ id: 9, entityId: null },
			'nobody',
			{ id: '10', entityId: 'b' },
		];
		expect(
			participantsListedIn({ processActors }).map(({ entityId }) => entityId.toLowerCase()),
		).toEqual(['a', 'b']);
		expect(participantsListedIn({ processActors })[1]).toEqual({
			entityId: 'b',
			processActorId: 10,
		});
	});

	it.each([undefined, null, [], 'text', {}, { processActors: {} }])('are none in %j', (process) => {
		expect(participantsListedIn(process)).toEqual([]);
	});

	it('are found anywhere in the details, whatever the casing, but for the empty id', () => {
		const details = {
			entityId: '00000000-0000-0000-0000-000000000000',
			processTasks: [{ results: [{ EntityId: 'a' }, { entityID: 'b', inner: { entityId: 'a' } }] }],
		};
		expect(ids({ details })).toEqual(['a', 'b']);
	});

	it('are two where one object names two in keys that differ in casing alone', () => {
		expect(ids({ details: { entityId: 'a', EntityId: 'b' } })).toEqual(['a', 'b']);
	});

	it('are listed under keys of any casing', () => {
		expect(
			participantsListedIn({ ProcessActors: [{ Id: 7, EntityId: 'a', ActorId: 110 }] }),
		).toEqual([{ entityId: 'a', processActorId: 7, actorId: 110 }]);
	});

	it('are found 20,000 levels deep', () => {
		const deep: unknown = JSON.parse(
			`${'{"a":'.repeat(20_000)}{"entityId":"x"}${'}'.repeat(20_000)}`,
		);
		expect(peopleNamedIn(deep).mentioned).toMatchObject([{ entityId: 'x' }]);
	});
});

const emptyGuid = '00000000-0000-0000-0000-000000000000';
const twoActors = [
	{ id: 1, entityId: 'a' },
	{ id: 2, entityId: 'b' },
];
/** Details as Credas gives them: a page for every row of the process, and what was found of some people. */
const detailsOf = (rows: number[], ...found: object[]) => ({
	processTasks: [
		{ informationPages: rows.map((processActorId) => ({ processActorId })) },
		...found,
		{ processActorId: null, title: 'Nobody’s' },
	],
});
const ids = (answers: object, given?: string[]) =>
	whoTakesPart(answers, given).people.map(({ entityId }) => entityId);
const unknown = (answers: object, given?: string[]) => whoTakesPart(answers, given).unknown;

describe('who takes part in a process', () => {
	it('is everybody whom the process lists', () => {
		const answers = { process: { processActors: twoActors }, details: detailsOf([1, 2]) };
		expect(ids(answers)).toEqual(['a', 'b']);
		expect(whoTakesPart(answers)).toMatchObject({ unknown: [], isInferred: false });
	});

	it('is one person who has two parts', () => {
		const processActors = [
			{ id: 1, entityId: 'a' },
			{ id: 2, entityId: 'a' },
		];
		const answers = { process: { processActors }, details: detailsOf([1, 2]) };
		expect(ids(answers)).toEqual(['a']);
		expect(unknown(answers)).toEqual([]);
	});

	it.each([undefined, null, '', emptyGuid])(
		'leaves open a person whose entity ID is %j, unless the details have it',
		(entityId) => {
			const process = { processActors: [...twoActors, { id: 3, entityId }] };
			expect(unknown({ process, details: detailsOf([1, 2, 3]) })).toEqual([
				'A person of the process has no entity ID (process actor 3)',
			]);
			const details = detailsOf([1, 2, 3], { processActorId: 3, entityId: 'c' });
			expect(ids({ process, details })).toEqual(['a', 'b', 'c']);
			expect(unknown({ process, details })).toEqual([]);
		},
	);

	it('leaves open an actor that cannot be read', () => {
		expect(unknown({ process: { processActors: [...twoActors, null] } })).toEqual([
			'A person of the process has no entity ID',
		]);
	});

	it('leaves open a person whom only the details name', () => {
		const process = { processActors: twoActors };
		expect(unknown({ process, details: detailsOf([1, 2, 3]) })).toEqual([
			'The details name a person who is not known (process actor 3)',
		]);
	});

	it('is whoever the details name, too, since the list of the process may lag behind', () => {
		const process = { processActors: twoActors };
		const details = detailsOf([1, 2], { ProcessActorId: 3, EntityId: 'c' });
		expect(ids({ process, details })).toEqual(['a', 'b', 'c']);
		expect(unknown({ process, details })).toEqual([
			'The details name a person whom the process does not list (entity c)',
		]);
		const withoutRow = detailsOf([1, 2], { EntityId: 'C' }, { entityId: 'A' });
		expect(ids({ process, details: withoutRow })).toEqual(['a', 'b', 'C']);
	});

	it('does not mind rows that the process lists without their numbers', () => {
		const process = { processActors: [{ entityId: 'a' }, { entityId: 'b' }] };
		expect(unknown({ process, details: detailsOf([1, 2]) })).toEqual([]);
		expect(unknown({ process, details: detailsOf([1, 2, 3]) })).toHaveLength(1);
	});

	it('is inferred where the details alone name people, each next to their row', () => {
		const a = { processActorId: 1, entityId: 'a', results: [{ entityId: 'a' }] };
		const b = { processActorId: 2, entityId: 'b' };
		expect(ids({ details: detailsOf([1, 2], a, b) })).toEqual(['a', 'b']);
		expect(whoTakesPart({ details: detailsOf([1, 2], a, b) })).toEqual({
			people: [
				{ entityId: 'a', processActorId: 1 },
				{ entityId: 'b', processActorId: 2 },
			],
			unknown: [],
			isInferred: true,
		});
		expect(unknown({ details: detailsOf([1, 2], a) })).toEqual([
			'The details name a person who is not known (process actor 2)',
		]);
	});

	it('is inferred from people in the details who stand next to no row', () => {
		const details = detailsOf([], { entityId: 'a' });
		expect(whoTakesPart({ details })).toMatchObject({
			people: [{ entityId: 'a' }],
			isInferred: true,
		});
	});

	it('is inferred where the process lists rows and nobody in them', () => {
		const process = { processActors: [{ id: 1, entityId: emptyGuid }] };
		const details = detailsOf([1], { entityId: 'a' });
		expect(whoTakesPart({ process, details })).toMatchObject({
			people: [{ entityId: 'a' }],
			isInferred: true,
		});
	});

	it('is nobody where nothing says so', () => {
		expect(whoTakesPart({ process: undefined, details: {} })).toMatchObject({
			people: [],
			unknown: [],
		});
	});
});

describe('who takes part, where the user names them', () => {
	it('is whom the user named, for Credas does not say who they are', () => {
		expect(ids({ details: detailsOf([1, 2]) }, ['a', 'B', 'b'])).toEqual(['a', 'B']);
		expect(unknown({ details: detailsOf([1, 2]) }, ['a', 'b'])).toEqual([]);
		const process = { processActors: [{ id: 1, entityId: 'a' }, { id: 2 }] };
		expect(unknown({ process, details: detailsOf([1, 2]) }, ['a', 'b'])).toEqual([]);
	});

	it('is whom the user named, too, where the list of the process lags behind', () => {
		const process = { processActors: [{ id: 1, entityId: 'a' }] };
		const details = detailsOf([1], { entityId: 'b' });
		expect(whoTakesPart({ process, details }, ['a', 'b'])).toMatchObject({ unknown: [] });
	});

	it('leaves open whoever was left out', () => {
		const process = { processActors: twoActors };
		expect(unknown({ process }, ['a'])).toEqual([
			'A person of the process was not asked about (entity b)',
		]);
		expect(unknown({ process: { processActors: [{ id: 1 }, { id: 2 }] } }, ['a'])).toHaveLength(1);
		expect(unknown({ details: detailsOf([1, 2]) }, ['a'])).toHaveLength(1);
		const details = detailsOf([1], { processActorId: 2, entityId: 'b' });
		expect(unknown({ details }, ['a'])).toEqual([
			'A person of the process was not asked about (entity b)',
		]);
	});
});
