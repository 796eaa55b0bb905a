import { outcomeOfChecks, outcomeOfProcess, type Outcome } from '../../../nodes/Credas/api/outcome';

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
	[null, 'unknown'],
	[undefined, 'unknown'],
];

const bySeriousness: Outcome[] = ['fail', 'review', 'pending', 'unknown', 'pass'];

/** Every set of the statuses above, the empty one included. */
const combinations = Array.from({ length: 2 ** meaning.length }, (_, bits) =>
	meaning.filter((_status, index) => (bits & (1 << index)) !== 0),
);

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
});
