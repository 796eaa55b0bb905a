/** Leaves out of a text every value that a request's body held, whatever its depth, e.g. a person's name. */
export function withoutSentValues(text: string, sent: unknown): string {
	return textsIn(sent)
		.sort((one, other) => other.length - one.length)
		.reduce((left, value) => left.replace(wholeWords(value), '(value)'), text);
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsIn);
}

// A name such as “Al” must not take the middle out of other words.
const wholeWords = (value: string) =>
	new RegExp(`(?<![\\p{L}\\p{N}])${escape(value)}(?![\\p{L}\\p{N}])`, 'giu');

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
