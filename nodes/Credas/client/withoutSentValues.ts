/** Deeper than any error of a service: an answer that is nested further must not exhaust the stack. */
const deepestLevel = 32;

/**
 * Leaves out of an answer, in all its texts, every value that was sent to get it: a service may repeat a person's name
 * or a key, and neither may be shown. What is nested more than 32 levels deep is dropped. Takes time in proportion to the
 * length of the answer and of what was sent.
 */
export function withoutSentValues(answer: unknown, sent: unknown): unknown {
	const searches = textsIn(sent)
		.sort((one, other) => other.length - one.length)
		.map(searchFor);
	return leaveOut(answer, searches, 0);
}

/** Gives where a text occurs in another, as beginnings and ends, none overlapping. */
type Search = (text: string) => Array<[begin: number, end: number]>;

function leaveOut(value: unknown, searches: Search[], level: number): unknown {
	if (typeof value === 'string') return searches.reduce(leaveOutOne, value);
	if (typeof value !== 'object' || value === null) return value;
	if (level >= deepestLevel) return undefined;
	if (Array.isArray(value)) return value.map((entry) => leaveOut(entry, searches, level + 1));
	const entries = Object.entries(value).map(([key, inner]) => [
		key,
		leaveOut(inner, searches, level + 1),
	]);
	return Object.fromEntries(entries);
}

function leaveOutOne(text: string, search: Search): string {
	const parts: string[] = [];
	let kept = 0;
	for (const [begin, end] of search(text)) {
		parts.push(text.slice(kept, begin), '(value)');
		kept = end;
	}
	return kept === 0 ? text : parts.join('') + text.slice(kept);
}

function textsIn(value: unknown, level = 0): string[] {
	if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
	if (typeof value !== 'object' || value === null || level >= deepestLevel) return [];
	return Object.values(value).flatMap((inner) => textsIn(inner, level + 1));
}

const letterOrDigit = /[\p{L}\p{N}]/u;

// A name such as “Al” must not take the middle out of other words.
const isWhole = (text: string, begin: number, end: number) =>
	!letterOrDigit.test(characterBefore(text, begin)) && !letterOrDigit.test(characterAt(text, end));

const characterAt = (text: string, index: number) =>
	index < text.length ? String.fromCodePoint(text.codePointAt(index) ?? 0) : '';

const characterBefore = (text: string, index: number) => {
	const isPair = index > 1 && /[\uDC00-\uDFFF]/.test(text.charAt(index - 1));
	return text.slice(Math.max(0, index - (isPair ? 2 : 1)), index);
};

/** Knuth, Morris and Pratt's search, as a pattern of one letter in a text of that letter costs others the square. */
function searchFor(wanted: string): Search {
	const pattern = folded(wanted);
	const fallbacks = fallbacksOf(pattern);
	return (text) => {
		const found: Array<[number, number]> = [];
		let matched = 0;
		let free = 0;
		folded(text).forEach((unit, index) => {
			while (matched > 0 && unit !== pattern[matched]) matched = fallbacks[matched - 1] ?? 0;
			if (unit === pattern[matched]) matched++;
			if (matched < pattern.length) return;
			const [begin, end] = [index + 1 - matched, index + 1];
			if (begin >= free && isWhole(text, begin, end)) {
				found.push([begin, end]);
				free = end;
			}
			matched = fallbacks[matched - 1] ?? 0;
		});
		return found;
	};
}

/** For each length of a beginning of the pattern: how long the longest beginning is that is also its end. */
function fallbacksOf(pattern: string[]): number[] {
	const fallbacks = [0];
	for (let index = 1, matched = 0; index < pattern.length; index++) {
		while (matched > 0 && pattern[index] !== pattern[matched])
			matched = fallbacks[matched - 1] ?? 0;
		if (pattern[index] === pattern[matched]) matched++;
		fallbacks[index] = matched;
	}
	return fallbacks;
}

/** The units of a text in small letters, as many as it has: a letter whose small form is longer stays. */
const folded = (text: string): string[] =>
	text.split('').map((unit) => {
		const small = unit.toLowerCase();
		return small.length === 1 ? small : unit;
	});
