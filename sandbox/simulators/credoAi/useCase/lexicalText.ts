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

/** What a reader sees of a description, whether it is an editor state or plain text. */
export function plainText(description: string): string {
	if (!description.startsWith('{"root":')) return description;
	const texts = description.matchAll(/"text":("(?:[^"\\]|\\.)*")/g);
	return [...texts].map(([, text = '""']) => String(JSON.parse(text))).join(' ');
}
