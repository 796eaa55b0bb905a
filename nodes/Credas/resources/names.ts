const longestName = 100;

/**
 * Gives a name that came from outside in one line of at most 100 characters, without the marks that turn the writing around
 * it: a sentence with such a mark says something else on the screen than it holds.
 */
export function inOneLine(name: string): string {
	return name
		.replace(/\p{Bidi_Control}/gu, '')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.slice(0, longestName);
}

/** What names consist of. With a colon, a comma or a line break, one could read as a part of the sentence around it. */
const plainName = /^[\p{L}\p{M}\p{N} .’‘'`´·/&\u2010-\u2015-]*$/u;

/** A letter that looks like a colon. */
const lookalikes = /\u02D0/;

/** Gives the name of a person as it stands in a sentence: in quotation marks where it holds more than names do. */
export function nameInSentence(name: string): string {
	const shown = inOneLine(name);
	const isPlain = plainName.test(name.replace(/\p{Bidi_Control}/gu, '')) && !lookalikes.test(name);
	return isPlain ? shown : `“${shown.replace(/[“”„‟"«»]/g, '’')}”`;
}
