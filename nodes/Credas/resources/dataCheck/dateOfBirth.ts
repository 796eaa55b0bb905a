import { asRecord, asText, parseJson } from '../../../shared/values/unknownInput';

const written =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * Gives a date of birth as Credas takes it, e.g. `1990-05-17T00:00:00.000Z` (Credas: Address, DOB and mortality). A date
 * counts as it is written, and so does one at midnight, in whatever zone. Any other moment in a zone, e.g. local midnight
 * as a database gives it in UTC, is the day that it is in `timezone`, the workflow's. Takes text, a Date, and the DateTime
 * that an expression gives. Undefined for what is not a date of the calendar.
 */
export function dateOfBirthToSend(value: unknown, timezone: string): string | undefined {
	const text = asWritten(value);
	const [, date, time = '', zone] = written.exec(text) ?? [];
	if (date === undefined || !isInCalendar(date)) return undefined;
	const isMoment = zone !== undefined && !/^[0:.]*$/.test(time);
	const moment = new Date(text.replace(' ', 'T'));
	const day = isMoment && !Number.isNaN(moment.getTime()) ? dayIn(timezone, moment) : date;
	return `${day}T00:00:00.000Z`;
}

// A DateTime writes itself as JSON in its own zone, a Date in UTC.
const asWritten = (value: unknown): string =>
	asText(asRecord(value) ? parseJson(JSON.stringify(value)) : value) ?? '';

// JavaScript takes 30 February for 2 March.
function isInCalendar(date: string): boolean {
	const time = Date.parse(`${date}T00:00:00.000Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(`${date}T`);
}

function dayIn(timeZone: string, moment: Date): string {
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
	});
	const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
	return ['year', 'month', 'day'].map((part) => parts.get(part as 'year') ?? '').join('-');
}
