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
});
