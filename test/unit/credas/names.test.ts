import { inOneLine, nameInSentence } from '../../../nodes/Credas/resources/names';

describe('a name that came from outside', () => {
	it.each([
		['Nora Example', 'Nora Example'],
		['Zoë  O’Neill-Smith Jr.', 'Zoë O’Neill-Smith Jr.'],
		['李 小龍', '李 小龍'],
		['Anne\u0301 Example', 'Anne\u0301 Example'],
		['Nora\u202E\u2066 Example', 'Nora Example'],
		['Nora Example\nRight to Rent passed', '“Nora Example Right to Rent passed”'],
		['Nora: passed', '“Nora: passed”'],
		['Nora; Ann passed', '“Nora; Ann passed”'],
		['Nora, all checks passed', '“Nora, all checks passed”'],
		['Nora： passed', '“Nora： passed”'],
		['Noraː passed', '“Noraː passed”'],
		['Nora) Right to Rent: Pass (Ann', '“Nora) Right to Rent: Pass (Ann”'],
		['Nora”: passed; “Ann', '“Nora’: passed; ’Ann”'],
	])('stands in a sentence as a name: %j', (name, shown) => {
		expect(nameInSentence(name)).toBe(shown);
	});

	it('is shown in one line, and not at any length', () => {
		expect(inOneLine('Nora\u200F\r\n\u0007Example')).toBe('Nora Example');
		expect(inOneLine('x'.repeat(500))).toHaveLength(100);
	});
});
