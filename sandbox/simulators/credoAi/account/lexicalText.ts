/** A description as the service keeps it once somebody edited it on the screen: a Lexical editor state, as JSON text. */
export function lexicalText(...paragraphs: readonly string[]): string {
	const block = { direction: 'ltr', format: '', indent: 0, version: 1 };
	const children = paragraphs.map((text) => ({
		children: [{ detail: 0, format: 0, mode: 'normal', style: '', text, type: 'text', version: 1 }],
		...block,
		type: 'paragraph',
	}));
	return JSON.stringify({ root: { children, ...block, type: 'root' } });
}
