import { partOf as find } from '../../../nodes/Credas/trigger/agreement';

const entityId = '9811e0dc-7bbb-4fdf-be96-b8c7c105080f';
const other = '96d50a9e-6696-4ca6-b9db-ee37b1a5de28';
const emptyGuid = '00000000-0000-0000-0000-000000000000';
const invited = { entityId, processActorId: 41001 };

const partOf = (...given: Parameters<typeof find>) => find(...given).part;

const row = { id: 41001, entityId };
const listing = (...processActors: unknown[]) => ({ processActors });

describe('looking for a person among those of a process', () => {
	it.each([
		['the list of everybody names both ids', [listing({ id: 41002 }, { id: 41001, entityId })]],
		['their casing differs', [listing({ id: '41001', entityId: entityId.toUpperCase() })]],
		['their keys begin with a capital', [{ ProcessActors: [{ Id: 41001, EntityId: entityId }] }]],
		[
			'the details write them with a capital',
			[{ Tasks: [{ ProcessActorId: 41001, EntityId: entityId }] }],
		],
		['the details name both in one place', [{ tasks: [{ processActorId: 41001, entityId }] }]],
		['the details name them apart', [{ pages: [{ processActorId: 41001 }], who: { entityId } }]],
		['one answer names one and another the other', [{ processActorId: 41001 }, { entityId }]],
		[
			'the person has two parts',
			[listing({ id: 41001, entityId }, { id: 41002, entityId }), { entityId }],
		],
	])('finds that they take part when %s', (_when, answers) => {
		expect(partOf(invited, ...answers)).toBe('takesPart');
	});

	it('finds those who are named by one id alone', () => {
		expect(partOf({ entityId }, listing({ id: 7, entityId }))).toBe('takesPart');
		expect(partOf({ processActorId: 7 }, listing({ id: 7, entityId }))).toBe('takesPart');
		expect(partOf({}, {})).toBe('takesPart');
	});

	it.each([
		['the list of everybody names others', [listing({ id: 41002, entityId: other })]],
		['the entity has another part', [listing({ id: 41002, entityId })]],
		['the part is another entity’s', [listing({ id: 41001, entityId: other })]],
		[
			'both take part, yet apart',
			[listing({ id: 41001, entityId: other }, { id: 41002, entityId })],
		],
		['the details give the part to another entity', [{ processActorId: 41001, entityId: other }]],
	])('finds a stranger when %s', (_when, answers) => {
		expect(partOf(invited, ...answers)).toBe('stranger');
	});

	it.each([
		['nothing is said', [{}]],
		['nobody is listed', [listing()]],
		['the details name the part alone', [{ pages: [{ processActorId: 41001 }] }]],
		['the details name others', [{ pages: [{ processActorId: 41002, entityId: other }] }]],
		['the list leaves the entity out', [listing({ id: 41001 })]],
		['the entity is not known yet', [listing({ id: 41001, entityId: emptyGuid })]],
		['the list holds no objects', [listing(null, 'x', 7)]],
	])('finds it unsaid when %s', (_when, answers) => {
		expect(partOf(invited, ...answers)).toBe('unsaid');
	});

	it('gives them as Credas writes them, with the id that the caller left out', () => {
		const answer = listing({ id: 7, entityId });
		const found = { part: 'takesPart', person: { entityId, processActorId: 7 } };
		expect(find({ entityId: entityId.toUpperCase(), processActorId: 7 }, answer)).toEqual(found);
		expect(find({ processActorId: 7 }, answer)).toEqual(found);
		expect(find({ entityId: entityId.toUpperCase() }, answer)).toMatchObject({
			person: { entityId },
		});
	});

	it.each([
		['side by side', [{ pages: [{ processActorId: 41001, entityId }] }], 41001],
		['side by side in one of two', [{ pages: [{ processActorId: 41001 }] }, listing(row)], 41001],
		['apart', [{ pages: [{ processActorId: 41001 }], who: { entityId } }], undefined],
		['apart, in two answers', [{ processActorId: 41001 }, { entityId }], undefined],
	])('gives the row of an entity where they are named %s', (_where, answers, processActorId) => {
		expect(find(invited, ...answers)).toEqual({
			part: 'takesPart',
			person: { entityId, processActorId },
		});
	});

	it('stands an answer that is nested a hundred thousand levels deep, and a very long one', () => {
		const depth = 100_000;
		const deep: unknown = JSON.parse(
			`${'['.repeat(depth)}{"processActorId":41001,"entityId":"${entityId}"}${']'.repeat(depth)}`,
		);
		expect(partOf(invited, deep)).toBe('takesPart');
		const long = Array.from({ length: 200_000 }, (_, index) => ({ processActorId: index }));
		expect(partOf({ processActorId: 199_999 }, { long })).toBe('takesPart');
	});
});
