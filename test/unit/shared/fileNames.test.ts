import { fileNameOf } from '../../../nodes/shared/values/fileNames';

describe('a file name', () => {
	it.each([
		[['Credas report', 'Flat 3', '2026-11-21'], 'Credas report Flat 3 2026-11-21.pdf'],
		[['a/b\\c:d*e?f"g<h>i|j'], 'a b c d e f g h i j.pdf'],
		[['../../etc/passwd'], 'etc passwd.pdf'],
		[['line\nbreak\tand\u0000null'], 'line break and null.pdf'],
		[['right\u202eto left\u200b'], 'right to left.pdf'],
		[['ends with dots...  '], 'ends with dots.pdf'],
		[['Zoë Müller 检查'], 'Zoë Müller 检查.pdf'],
		[['half an emoji \ud83d'], 'half an emoji.pdf'],
		[['\udc00 and the other half'], 'and the other half.pdf'],
		[['con'], '_con.pdf'],
		[['NUL.txt'], '_NUL.txt.pdf'],
		[['LPT1'], '_LPT1.pdf'],
		[['Console'], 'Console.pdf'],
		[[' ... '], 'file.pdf'],
		[['\u202e', '???'], 'file.pdf'],
		[[''], 'file.pdf'],
	])('of %j is %s', (words, name) => {
		expect(fileNameOf(words, 'pdf')).toBe(name);
	});

	it('is cut where a title is long, without tearing a character apart', () => {
		expect(fileNameOf(['a'.repeat(400)], 'pdf')).toHaveLength(154);
		const name = fileNameOf(['🏠'.repeat(400)], 'pdf');
		expect(name).toMatch(/^(🏠)+\.pdf$/u);
		expect(Buffer.byteLength(name)).toBeLessThan(255);
	});

	it('can stand in a URL, which a half of a character cannot', () => {
		expect(() => encodeURIComponent(fileNameOf(['\ud83d'], 'pdf'))).not.toThrow();
	});
});
