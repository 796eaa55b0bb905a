import { fileNameOf } from '../../../nodes/Credas/resources/entity/fileName';

describe('a file name', () => {
	it.each([
		[['Credas report', 'Flat 3', '2026-11-21'], 'Credas report Flat 3 2026-11-21.pdf'],
		[['a/b\\c:d*e?f"g<h>i|j'], 'a b c d e f g h i j.pdf'],
		[['../../etc/passwd'], 'etc passwd.pdf'],
		[['line\nbreak\tand\u0000null'], 'line break and null.pdf'],
		[['right\u202eto left\u200b'], 'right to left.pdf'],
		[['ends with dots...  '], 'ends with dots.pdf'],
		[['Zoë Müller 检查'], 'Zoë Müller 检查.pdf'],
	])('of %j is %s', (words, name) => {
		expect(fileNameOf(words, 'pdf')).toBe(name);
	});

	it('is cut where a title is long, without tearing a character apart', () => {
		const name = fileNameOf(['🏠'.repeat(400)], 'pdf');
		expect(Array.from(name)).toHaveLength(154);
		expect(name).toMatch(/^(🏠)+\.pdf$/u);
	});
});
