import type { IDataObject } from 'n8n-workflow';

import { checksInWords, judgeChecks } from '../../../nodes/Credas/resources/entity/activeChecks';
import type { Outcome } from '../../../nodes/Credas/resources/outcome';
import { judgeProgress, outcomeOf } from '../../../nodes/Credas/resources/process/outcome';

const entityId = 'e-1';

const outcomeOfChecks = (statuses: unknown[]) =>
	judgeChecks(
		{ entityId },
		statuses.map((status) => ({ entityId, name: 'Check', status })),
	).outcome;

const outcomeOfProcess = (status: unknown, people: Outcome[], more: object = {}) =>
	outcomeOf({
		details: { status, ...more } as IDataObject,
		people: people.map((outcome) => ({ outcome, outcomeReasons: [] })),
		unknown: [],
	}).outcome;

/** Every documented status, and numbers and values that nobody documented. */
const meaning: Array<[status: unknown, outcome: Outcome]> = [
	[1, 'pass'],
	[2, 'pending'],
	[3, 'review'],
	[4, 'fail'],
	[5, 'unknown'],
	[6, 'review'],
	[7, 'review'],
	[8, 'unknown'],
	[9, 'pending'],
	[0, 'unknown'],
	[10, 'unknown'],
	[-1, 'unknown'],
	[1.5, 'unknown'],
	['Pass', 'unknown'],
	['1', 'unknown'],
	['4', 'fail'],
	[null, 'unknown'],
	[undefined, 'unknown'],
];

const bySeriousness: Outcome[] = ['fail', 'review', 'pending', 'unknown', 'pass'];

/** Every set of up to so many of the statuses from this one on, the empty one included. */
function setsOf(most: number, from = 0): Array<typeof meaning> {
	if (most === 0) return [[]];
	const longer = meaning.flatMap((first, index) =>
		index < from ? [] : setsOf(most - 1, index + 1).map((rest) => [first, ...rest]),
	);
	return [[], ...longer];
}

/** What outweighs what shows in two of them; four leave room for what depends on more. */
const combinations = [...setsOf(4), meaning];

describe('the outcome of checks', () => {
	it.each(meaning)('status %p alone is %s', (status, outcome) => {
		expect(outcomeOfChecks([status])).toBe(outcome);
	});

	it('is unknown without any check', () => {
		expect(outcomeOfChecks([])).toBe('unknown');
	});

	it(`is the most serious that occurs, in all ${combinations.length} combinations`, () => {
		const wrong = combinations.filter((checks) => {
			const outcomes = checks.map(([, outcome]) => outcome);
			const expected = bySeriousness.find((outcome) => outcomes.includes(outcome)) ?? 'unknown';
			return outcomeOfChecks(checks.map(([status]) => status)) !== expected;
		});
		expect(wrong).toEqual([]);
	});

	it('is a pass for nothing but passes', () => {
		const passing = combinations.filter(
			(checks) => outcomeOfChecks(checks.map(([status]) => status)) === 'pass',
		);
		expect(passing).toEqual([[[1, 'pass']]]);
		expect(outcomeOfChecks([1, 1, 1])).toBe('pass');
	});
});

describe('the outcome of a process', () => {
	it('is a pass only when it is complete and all its people pass', () => {
		const statuses = [0, 1, 2, 3, 4, 5, 6, 7, 8, undefined, '2', null];
		const passing = statuses.filter((status) => outcomeOfProcess(status, ['pass']) === 'pass');
		expect(passing).toEqual([2]);
	});

	it.each([
		[2, ['pass', 'review'], 'review'],
		[2, ['pass', 'unknown'], 'unknown'],
		[2, [], 'unknown'],
		[0, ['pass'], 'pending'],
		[1, ['fail'], 'fail'],
		[4, ['pass'], 'pending'],
		[5, ['pass'], 'unknown'],
		[6, ['pending'], 'pending'],
		[3, [], 'unknown'],
		[1, [], 'unknown'],
		[1, ['unknown'], 'unknown'],
	] as const)('status %p with people who are %j is %s', (status, people, outcome) => {
		expect(outcomeOfProcess(status, [...people])).toBe(outcome);
	});

	it('counts a process that Credas calls complete, unless its status says otherwise or is not known', () => {
		const statuses = [0, 1, 2, 3, 4, 5, 6, 7, 8, 42, -1, undefined, null];
		const passing = statuses.filter(
			(status) => outcomeOfProcess(status, ['pass'], { isComplete: true }) === 'pass',
		);
		expect(passing).toEqual([2, 7, undefined, null]);
	});

	it.each([
		['3', true],
		['5', true],
		['Rejected', true],
		[{}, true],
		[2, false],
		[2, 'false'],
		[2, 'no'],
	])(
		'is not a pass where the status %j and the flag %j contradict each other',
		(status, isComplete) => {
			expect(outcomeOfProcess(status, ['pass'], { isComplete })).not.toBe('pass');
		},
	);

	it('is no better than unknown while somebody may take part who was not asked about', () => {
		const judge = (outcome: Outcome) =>
			outcomeOf({
				details: { status: 2 },
				people: [{ outcome, outcomeReasons: [] }],
				unknown: ['A person of the process has no entity ID'],
			}).outcome;
		expect(judge('pass')).toBe('unknown');
		expect(judge('fail')).toBe('fail');
	});
});

describe('the reasons of an outcome', () => {
	it('name each check that is not a pass, and the person', () => {
		const checks = [
			{ entityId, name: 'Identity Verification', status: 1 },
			{ entityId, name: 'Right to Rent', status: 6, submittedBy: 'nadia@example.com' },
			{ entityId, name: 'Sanctions', status: 42 },
		];
		expect(judgeChecks({ entityId }, checks)).toEqual({
			outcome: 'review',
			outcomeReasons: ['Right to Rent: Refer (entity e-1)', 'Sanctions: Unknown (42) (entity e-1)'],
		});
	});

	it.each([
		[[null, 'x', { name: 'Identity', status: 1 }], 'A check that cannot be read (entity e-1)'],
		[
			[
				{ entityId, name: 'Identity' },
				{ entityId, name: 'Sanctions', status: 1 },
			],
			'Identity: no readable status',
		],
		[[{ entityId, name: 'Identity', status: {} }], 'Identity: no readable status'],
		[
			[{ entityId, name: 'x'.repeat(500), status: 'constructor' }],
			`${'x'.repeat(100)}: no readable status`,
		],
		[[], 'No checks (entity e-1)'],
	])('say what could not be read, which is never a pass: %j', (checks, reason) => {
		const { outcome, outcomeReasons } = judgeChecks({ entityId: 'e-1' }, checks);
		expect(outcome).toBe('unknown');
		expect(outcomeReasons[0]).toContain(reason);
	});

	it('are there for a process person by person, and for the process itself', () => {
		const people = [
			judgeChecks({ entityId }, [{ entityId, name: 'Identity', status: 1 }]),
			judgeChecks({ entityId: 'e-2' }, []),
		];
		expect(outcomeOf({ details: { status: 1 }, people, unknown: ['Somebody'] })).toEqual({
			outcome: 'unknown',
			outcomeReasons: [
				'The process is not complete: In progress',
				'Somebody',
				'No checks (entity e-2)',
			],
		});
	});

	it('are none for a pass', () => {
		const people = [judgeChecks({ entityId }, [{ entityId, name: 'Identity', status: 1 }])];
		expect(outcomeOf({ details: { status: 2 }, people, unknown: [] })).toEqual({
			outcome: 'pass',
			outcomeReasons: [],
		});
	});
});

describe('the age of the checks of a process', () => {
	const process = { dateCreated: '2026-11-20T09:00:00Z' };
	const passedOn = (...dates: unknown[]) =>
		dates.map((lastCheckedDate) => ({ entityId, name: 'Identity', status: 1, lastCheckedDate }));
	const judge = (checks: unknown[], of: object = process) =>
		judgeChecks({ entityId: 'e-1' }, checks, of);

	it.each([
		['2026-11-20T10:00:00Z'],
		['2026-11-20T09:00:00'],
		['2026-11-20'],
		['2026-11-19T22:00:00.1234567Z'],
	])('is new enough when one was made on %s', (date) => {
		expect(judge(passedOn('2021-03-01T09:00:00Z', date)).outcome).toBe('pass');
	});

	it('goes by the date of the request where a check has no other', () => {
		const requested = {
			entityId,
			name: 'Identity',
			status: 1,
			requestedDate: '2026-11-20T10:00:00Z',
		};
		expect(judge([{ ...requested, lastCheckedDate: null }]).outcome).toBe('pass');
		expect(judge([{ ...requested, lastCheckedDate: '0001-01-01T00:00:00' }]).outcome).toBe('pass');
	});

	it('goes by the request of a check that monitoring looks at again, day by day', () => {
		const lookedAt = {
			entityId,
			name: 'Sanctions',
			status: 1,
			lastCheckedDate: '2026-11-21T03:00:00Z',
			isOnGoingMonitoring: true,
		};
		expect(judge([{ ...lookedAt, requestedDate: '2021-03-01T09:00:00Z' }]).outcome).toBe('unknown');
		expect(judge([{ ...lookedAt, requestedDate: '2026-11-20T10:00:00Z' }]).outcome).toBe('pass');
	});

	it.each([
		[['2021-03-01T09:00:00Z']],
		[['2026-11-19T20:00:00Z']],
		[[undefined]],
		[['20/11/2026']],
	])('makes no pass of checks dated %j, which may be a returning customer’s old ones', (dates) => {
		expect(judge(passedOn(...dates))).toEqual({
			outcome: 'unknown',
			outcomeReasons: ['No check is as new as the process (entity e-1)'],
		});
	});

	it('makes no pass where the process does not say how old it is', () => {
		expect(judge(passedOn('2026-11-20T10:00:00Z'), {}).outcome).toBe('unknown');
	});

	it('changes nothing about an old fail', () => {
		expect(judge([{ entityId, name: 'Identity', status: 4 }]).outcome).toBe('fail');
	});
});

describe('a check that names another person', () => {
	it.each([{ entityId: 'e-2' }, { EntityID: 'e-2' }, { entityId: 'e-1', EntityId: 'e-2' }])(
		'is not theirs: %j',
		(ids) => {
			expect(judgeChecks({ entityId: 'e-1' }, [{ name: 'Identity', status: 1, ...ids }])).toEqual({
				outcome: 'unknown',
				outcomeReasons: ['Identity: names another person (entity e-1)'],
			});
		},
	);

	it('is theirs with the ID in capitals', () => {
		const checks = [{ name: 'Identity', status: 1, entityId: 'E-1' }];
		expect(judgeChecks({ entityId }, checks).outcome).toBe('pass');
	});

	it.each([undefined, null, '', 0, '00000000-0000-0000-0000-000000000000', ['e-1']])(
		'may be anybody’s, too, with the entity ID %j',
		(id) => {
			const checks = [{ name: 'Identity', status: 1, entityId: id }];
			expect(judgeChecks({ entityId }, checks)).toEqual({
				outcome: 'unknown',
				outcomeReasons: ['Identity: names nobody (entity e-1)'],
			});
		},
	);

	it('stands against a pass even where it names nobody', () => {
		const checks = [{ name: 'Identity', status: 4 }];
		expect(judgeChecks({ entityId }, checks).outcome).toBe('fail');
	});
});

describe('checks in words', () => {
	const process = { dateCreated: '2026-11-20T09:00:00Z' };
	const words = (...checks: Array<[name: string, status: unknown]>) =>
		checksInWords(
			'e-1',
			checks.map(([name, status]) => ({ entityId, name, status, lastCheckedDate: '2026-11-21' })),
			process,
		);

	it('say what did not pass, and how many passed', () => {
		expect(words(['Identity', 1])).toBe('the check passed');
		expect(words(['Identity', 1], ['Address', 1])).toBe('all 2 checks passed');
		expect(words(['Identity', 1], ['Right to Rent', 4], ['Address', 1])).toBe(
			'Right to Rent failed, 2 of 3 checks passed',
		);
		expect(words()).toBe('no checks');
		expect(checksInWords(entityId, [{ entityId, name: 'Identity', status: 1 }], process)).toBe(
			'the check passed, which may be older than the process',
		);
	});

	it('say the worst where there is not room for all', () => {
		const pending: Array<[string, number]> = ['A', 'B', 'C'].map((name) => [name, 2]);
		expect(words(...pending, ['Sanctions', 4])).toBe(
			'A is requested, B is requested, Sanctions failed, 1 more did not pass, 0 of 4 checks passed',
		);
	});
});

describe('the worse of two answers about one process', () => {
	const judge = (details: object, process?: object) =>
		judgeProgress(details as IDataObject, process as IDataObject);

	it.each([
		[{ status: 2 }, undefined, 'pass'],
		[{ status: 2 }, {}, 'pass'],
		[{ status: 2 }, { status: 2 }, 'pass'],
		[{ status: 2, isComplete: true }, { status: 7, isComplete: true }, 'pass'],
		[{ status: 2, isComplete: true }, { status: 1 }, 'pending'],
		[{ status: 2 }, { status: 3 }, 'unknown'],
		[{ status: 2 }, { status: 5 }, 'unknown'],
		[{ status: 2 }, { status: 'Rejected' }, 'unknown'],
		[{ status: 2 }, { status: 2, isComplete: false }, 'unknown'],
		[{ status: 1 }, { status: 2 }, 'pending'],
	])('counts: details %j, process %j', (details, process, outcome) => {
		expect(judge(details, process).outcome).toBe(outcome);
	});

	it('is what its reason names', () => {
		expect(judge({ status: 2 }, { status: 5 }).outcomeReasons).toEqual([
			'Credas contradicts itself about whether the process is complete: Rejected',
		]);
	});
});
