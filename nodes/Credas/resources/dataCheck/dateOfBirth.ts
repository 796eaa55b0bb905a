import { asRecord, asText, parseJson } from '../../../shared/values/unknownInput';

/**
 * Gives a date of birth as Credas takes it, e.g. `1990-05-17T00:00:00.000Z` (Credas: Address, DOB and mortality). The
 * calendar date counts as it is written, whatever time and zone follow it: nobody is born a day earlier elsewhere.
 * Takes text, and the DateTime that an expression gives. Undefined for what does not begin with a date of the calendar.
 */
export function dateOfBirthToSend(value: unknown): string | undefined {
	const [, date] = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(asWritten(value)) ?? [];
	const time = Date.parse(`${date}T00:00:00.000Z`);
	if (Number.isNaN(time)) return undefined;
	const asSent = new Date(time).toISOString();
	// JavaScript takes 30 February for 2 March.
	return asSent.startsWith(`${date}T`) ? asSent : undefined;
}

// A DateTime writes itself as JSON in its own zone.
const asWritten = (value: unknown): string =>
	asText(asRecord(value) ? parseJson(JSON.stringify(value)) : value) ?? '';
