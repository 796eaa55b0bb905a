import { withoutSentValues } from '../../../nodes/Credas/client/withoutSentValues';

describe('an answer without what was sent', () => {
	const sent = { title: 'Al', people: [{ surname: 'O’Neill (Jr.)', age: 4 }], empty: ' ' };

	it('keeps its shape and its other words', () => {
		const answer = {
			title: 'AL and O’Neill (Jr.) are not allowed',
			errors: { 'People[0].Surname': ['o’neill (jr.): unknown', 7, null] },
		};
		expect(withoutSentValues(answer, sent)).toEqual({
			title: '(value) and (value) are not allowed',
			errors: { 'People[0].Surname': ['(value): unknown', 7, null] },
		});
	});

	it('is the answer where nothing was sent', () => {
		expect(withoutSentValues('Not found', undefined)).toBe('Not found');
		expect(withoutSentValues(undefined, sent)).toBeUndefined();
	});

	it('takes a name out of no other word, and whole characters around it for what they are', () => {
		const left = (answer: string) => withoutSentValues(answer, ['Al', 'aba']);
		expect(left('Also Al, al. and 𝒜al final')).toBe('Also (value), (value). and 𝒜al final');
		expect(left('aba-aba ababa')).toBe('(value)-(value) ababa');
		expect(left('İ Al İ')).toBe('İ (value) İ');
	});

	it.each([
		["'1990-05-17' is in the future", "'(value)' is in the future"],
		['1990-05-17T00:00:00 is not accepted', '(value)T00:00:00 is not accepted'],
		["'17/05/1990' or 17.5.1990", "'(value)' or (value)"],
		['05/17/1990 00:00:00, 17-05-1990', '(value) 00:00:00, (value)'],
		['born on 17 May 1990, not on May 17, 1990', 'born on (value), not on (value)'],
		['Sort code 20-00-00 or 20 00 00', 'Sort code (value) or (value)'],
		['The postcodes CF101AA, cf10-1aa', 'The postcodes (value), (value)'],
		['O&#39;Example, o&#x27;example, O%27Example', '(value), (value), (value)'],
		['O&apos;Example &amp; Zoe O’Example', '(value) & (value) (value)'],
		['account 55 77 99 11', 'account (value)'],
		['key k-&"!#', 'key (value)'],
		['2020-05-17 and 1170519901 and 2000001', '2020-05-17 and 1170519901 and 2000001'],
	])('leaves out what the service writes in its own way: %s', (answer, left) => {
		const written = {
			firstName: 'Zoë',
			surname: "O'Example",
			dateOfBirth: '1990-05-17T00:00:00.000Z',
			postcode: 'CF10 1AA',
			sortcode: '200000',
			accountNumber: '55779911',
		};
		expect(withoutSentValues(answer, [written, ['k-&"!#']])).toBe(left);
	});

	it('costs nothing for a picture that was sent, which is longer than all of it', () => {
		const picture = 'A'.repeat(8_000_000);
		const timeOf = (work: () => unknown) => {
			const startedAt = performance.now();
			work();
			return performance.now() - startedAt;
		};
		const lookedThrough = timeOf(() => picture.split(''));
		const leftOut = timeOf(() => withoutSentValues({ title: 'Unauthorized' }, [{ picture }]));
		expect(leftOut).toBeLessThan(lookedThrough);
	});

	it.each([
		['one letter in many', 'a'.repeat(25_000), 'a'.repeat(50_000)],
		['another letter before many', `b${'a'.repeat(25_000)}`, 'a'.repeat(50_000)],
	])('costs no more than its length: %s', (_what, sentText, answer) => {
		const costOf = (times: number) => {
			const runs = [1, 2, 3].map(() => {
				const startedAt = performance.now();
				withoutSentValues(answer.repeat(times), [sentText]);
				return performance.now() - startedAt;
			});
			return Math.min(...runs);
		};
		// Four times as much would cost sixteen times as much if it grew with the square.
		expect(costOf(16)).toBeLessThan(Math.max(1, costOf(4)) * 12);
	});

	it('is dropped where it is nested too deeply, without exhausting the stack', () => {
		const deep: unknown = JSON.parse(`${'{"a":'.repeat(20_000)}"Al"${'}'.repeat(20_000)}`);
		expect(JSON.stringify(withoutSentValues(deep, sent))).not.toContain('Al');
	});
});
