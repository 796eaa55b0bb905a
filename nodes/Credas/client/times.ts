import { asText } from '../../shared/values/unknownInput';

/**
 * Gives a time of Credas in milliseconds since 1970; undefined for what is not one, and for the year 1, which stands for
 * none. Credas writes some times without a zone: they are read in that of n8n, so they may be half a day off.
 */
export function timeOf(value: unknown): number | undefined {
	const text = asText(value) ?? '';
	const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : NaN;
	return time > 0 ? time : undefined;
}
