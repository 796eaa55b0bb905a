/**
 * Leaves out of an answer, in all its texts, every value that was sent to get it, whatever its depth: a service
 * may repeat a person's name or a key, and neither may be shown.
 */
export function withoutSentValues(answer: unknown, sent: unknown): unknown {
	const patterns = textsIn(sent)
		.sort((one, other) => other.length - one.length)
		.map(wholeWords);
	return leaveOut(answer, patterns);
}

function leaveOut(value: unknown, patterns: RegExp[]): unknown {
	if (typeof value === 'string') {
		return patterns.reduce((text, pattern) => text.replace(pattern, '(value)'), value);
	}
	if (Array.isArray(value)) return value.map((entry) => leaveOut(entry, patterns));
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, inner]) => [key, leaveOut(inner, patterns)]);
	return Object.fromEntries(entries);
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
