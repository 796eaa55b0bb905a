import { waysToWriteDate } from './waysToWriteDate';

/** Deeper than any error of a service: an answer that is nested further must not exhaust the stack. */
const deepestLevel = 32;

/**
 * Leaves out of an answer, in all its texts, every value that was sent to get it: a service may repeat a person's name, a
 * date of birth or a key, and none of them may be shown. It may write them otherwise, too: with other punctuation (a sort
 * code with hyphens, a postcode without its blank), without accents, a date in another order, an apostrophe as `&#39;`.
 * What is nested more than 32 levels deep is dropped. Takes time in proportion to the length of the answer; what was sent
 * and is longer than everything in the answer, such as a picture, costs nothing.
 */
export function withoutSentValues(answer: unknown, sent: unknown): unknown {
	const longest = textsIn(answer).reduce((most, { length }) => Math.max(most, length), 0);
	return leaveOut(answer, searchesFor(sent, longest), 0);
}

function leaveOut(value: unknown, searches: Search[], level: number): unknown {
	if (typeof value === 'string') return leaveOutOf(decoded(value), searches);
	if (typeof value !== 'object' || value === null) return value;
	if (level >= deepestLevel) return undefined;
	if (Array.isArray(value)) return value.map((entry) => leaveOut(entry, searches, level + 1));
	const entries = Object.entries(value).map(([key, inner]) => [
		key,
		leaveOut(inner, searches, level + 1),
	]);
	return Object.fromEntries(entries);
}

function leaveOutOf(text: string, searches: Search[]): string {
	const readings = { written: asWritten(text), bare: lettersAndDigits(text) };
	const found = searches
		.flatMap((search) => findWhole(text, readings[search.reading], search))
		.sort(([one], [other]) => one - other);
	const parts: string[] = [];
	let kept = 0;
	for (const [begin, end] of found) {
		if (begin >= kept) parts.push(text.slice(kept, begin), '(value)');
		kept = Math.max(kept, end);
	}
	return parts.join('') + text.slice(kept);
}

function textsIn(value: unknown, level = 0): string[] {
	if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
	if (typeof value !== 'object' || value === null || level >= deepestLevel) return [];
	return Object.values(value).flatMap((inner) => textsIn(inner, level + 1));
}

const named: Readonly<Record<string, string>> = {
	amp: '&',
	apos: "'",
	gt: '>',
	lt: '<',
	nbsp: ' ',
	quot: '"',
};

const encoded = /&#(\d{1,5});|&#x([\da-f]{1,4});|&(amp|apos|gt|lt|nbsp|quot);|%([2-7][\da-f])/gi;

/** Reads what a service writes for characters in HTML or in an address: `&#39;`, `&apos;` and `%27` are an apostrophe. */
const decoded = (text: string): string =>
	text.replace(
		encoded,
		(_, decimal?: string, hexadecimal?: string, name?: string, inAddress?: string) =>
			name !== undefined
				? (named[name.toLowerCase()] ?? '')
				: String.fromCharCode(
						decimal !== undefined ? Number(decimal) : parseInt(hexadecimal ?? inAddress ?? '', 16),
					),
	);

/** What of a text is compared, unit by unit, and where in the text each unit stands. */
interface Reading {
	units: string[];
	begins: number[];
	ends: number[];
}

/** Everything in a text in small letters: a letter whose small form is longer stays. */
function asWritten(text: string): Reading {
	const units = text.split('').map((unit) => {
		const small = unit.toLowerCase();
		return small.length === 1 ? small : unit;
	});
	return { units, begins: units.map((_, at) => at), ends: units.map((_, at) => at + 1) };
}

const letterOrDigit = /[\p{L}\p{N}]/u;

// One character may stand for several letters, as a ligature does.
function plain(character: string): string {
	if (character < '\u0080') return /[a-z\d]/i.test(character) ? character.toLowerCase() : '';
	const units = [...character.normalize('NFKD').toLowerCase()];
	return units.filter((unit) => letterOrDigit.test(unit)).join('');
}

/** The letters and digits of a text, small and without accents. */
function lettersAndDigits(text: string): Reading {
	const reading: Reading = { units: [], begins: [], ends: [] };
	let begin = 0;
	for (const character of text) {
		const end = begin + character.length;
		for (const unit of plain(character)) {
			reading.units.push(unit);
			reading.begins.push(begin);
			reading.ends.push(end);
		}
		begin = end;
	}
	return reading;
}

/** A value to be found in a reading of a text. */
interface Search {
	pattern: string[];
	reading: 'written' | 'bare';
	/** What beside it makes it a part of something else. */
	neighbour: RegExp;
}

/** Longer texts are looked for as they were written alone: no name, number or date has as many characters. */
const mostCharacters = 1_000;

function searchesFor(sent: unknown, longest: number): Search[] {
	return textsIn(sent).flatMap((text) => {
		const bare = text.length <= mostCharacters ? [text] : [];
		const searches: Search[] = [
			...(text.length <= longest ? [writtenSearch(text)] : []),
			...bare.map((short) => bareSearch(short, letterOrDigit)),
			// A time may follow at once, as in 1990-05-17T00:00:00.
			...bare.flatMap(waysToWriteDate).map((date) => bareSearch(date, /\d/)),
		];
		return searches.filter(({ pattern }) => pattern.length > 0 && pattern.length <= longest);
	});
}

// A name such as “Al” must not take the middle out of other words.
const writtenSearch = (text: string): Search => ({
	pattern: asWritten(text).units,
	reading: 'written',
	neighbour: letterOrDigit,
});

const bareSearch = (text: string, neighbour: RegExp): Search => ({
	pattern: lettersAndDigits(text).units,
	reading: 'bare',
	neighbour,
});

const characterAt = (text: string, index: number) =>
	index < text.length ? String.fromCodePoint(text.codePointAt(index) ?? 0) : '';

const characterBefore = (text: string, index: number) => {
	const isPair = index > 1 && /[\uDC00-\uDFFF]/.test(text.charAt(index - 1));
	return text.slice(Math.max(0, index - (isPair ? 2 : 1)), index);
};

/**
 * Gives where a value occurs in a text, as beginnings and ends, none overlapping. Knuth, Morris and Pratt's search, as a
 * pattern of one letter in a text of that letter costs others the square.
 */
function findWhole(
	text: string,
	{ units, begins, ends }: Reading,
	{ pattern, neighbour }: Search,
): Array<[begin: number, end: number]> {
	const fallbacks = fallbacksOf(pattern);
	const found: Array<[number, number]> = [];
	let matched = 0;
	let free = 0;
	units.forEach((unit, index) => {
		while (matched > 0 && unit !== pattern[matched]) matched = fallbacks[matched - 1] ?? 0;
		if (unit === pattern[matched]) matched++;
		if (matched < pattern.length) return;
		const [begin, end] = [begins[index + 1 - matched] ?? 0, ends[index] ?? 0];
		const isPart =
			neighbour.test(characterBefore(text, begin)) || neighbour.test(characterAt(text, end));
		if (begin >= free && !isPart) {
			found.push([begin, end]);
			free = end;
		}
		matched = fallbacks[matched - 1] ?? 0;
	});
	return found;
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
