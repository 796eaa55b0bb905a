import { plainText } from '../../../nodes/CredoAi/resources/useCase/lexicalText';

const text = (words: string) => ({ type: 'text', text: words });
const block = (type: string, ...children: object[]) => ({ type, children });
const state = (...children: object[]) => JSON.stringify({ root: block('root', ...children) });

describe('the plain text of a description', () => {
	it('has one line per paragraph and heading', () => {
		const description = state(
			block('heading', text('Purpose')),
			block('paragraph', text('Ranks '), text('applications.')),
			block('paragraph'),
			block('paragraph', text('A person decides.')),
		);

		expect(plainText(description)).toBe('Purpose\nRanks applications.\n\nA person decides.');
	});

	it('keeps line breaks and the words of links', () => {
		const link = block('link', text('the policy'));
		const description = state(
			block('paragraph', text('See '), link, { type: 'linebreak' }, text('first.')),
		);

		expect(plainText(description)).toBe('See the policy\nfirst.');
	});

	it('marks the entries of lists, numbered, plain and nested', () => {
		const numbered = { ...block('list', block('listitem', text('one'))), listType: 'number' };
		const description = state({
			...block(
				'list',
				block('listitem', text('a')),
				block('listitem', numbered),
				block('listitem', text('b')),
			),
			listType: 'bullet',
		});

		expect(plainText(description)).toBe('- a\n  1. one\n- b');
	});

	it('puts each row of a table on a line', () => {
		const row = (...cells: string[]) =>
			block('tablerow', ...cells.map((cell) => block('tablecell', block('paragraph', text(cell)))));
		const description = state(block('table', row('Risk', 'Level'), row('Bias', 'High')));

		expect(plainText(description)).toBe('Risk\tLevel\nBias\tHigh');
	});

	it.each(['Sorts claims by urgency.', '', '{"a":1}', '[1]', '{ not JSON', '{"root":null}'])(
		'is the description itself where it is no editor state: %s',
		(description) => {
			expect(plainText(description)).toBe(description);
		},
	);

	it.each([state(), state({ type: 'image' }), '{"root":{"children":"none"}}'])(
		'is empty where the editor holds no words: %s',
		(description) => {
			expect(plainText(description)).toBe('');
		},
	);
});

describe('a description that is nested without end', () => {
	/** Lists in lists, so many levels deep. */
	function nested(levels: number): string {
		const opening = '{"type":"list","children":[{"type":"listitem","children":[';
		const innermost = '{"type":"text","text":"innermost"}';
		return `{"root":{"children":[${opening.repeat(levels)}${innermost}${']}]}'.repeat(levels)}]}}`;
	}

	it.each([100, 4_000, 20_000])('of %d levels has its words', (levels) => {
		expect(plainText(nested(levels))).toMatch(/- innermost$/);
	});

	it('gives a text that grows with its levels, not with their square', () => {
		const lengths = [500, 1_000, 2_000].map((levels) => plainText(wide(levels)).length);

		expect(lengths[2]).toBeLessThan(4.5 * (lengths[0] ?? 0));
	});

	/** Lists in lists with an entry of its own on each level. */
	function wide(levels: number): string {
		const entry = JSON.stringify(block('listitem', text('a')));
		const opening = `{"type":"list","children":[${entry},{"type":"listitem","children":[`;
		return `{"root":{"children":[${opening.repeat(levels)}${']}]}'.repeat(levels)}]}}`;
	}

	it('ends where nobody would read on', () => {
		const children = Array<object>(100_000).fill(block('paragraph', text('word')));

		expect(plainText(JSON.stringify({ root: { children } }))).toHaveLength(100_001);
	});
});
