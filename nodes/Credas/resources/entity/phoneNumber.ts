/** How people set a number apart to read it: blanks, dots, hyphens, dashes, brackets. */
const punctuation = /[\s.()\-\u2010-\u2015]/g;

/**
 * Gives a phone number as Credas takes it, e.g. `+447700900123`: plus sign, country code, digits alone.
 * Undefined when it is not in international form; `+44 (0)7700…` is not, as it can be read in two ways.
 */
export function internationalPhone(text: string): string | undefined {
	const digits = text.includes('(0)') ? '' : text.replace(punctuation, '');
	return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}
