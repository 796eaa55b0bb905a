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
