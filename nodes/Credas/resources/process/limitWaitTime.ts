import { tryToParseDateTime, type INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/node/item';
import { asIdentifier, asRecord, type UnknownRecord } from '../../../shared/values/unknownInput';

const millisecondsIn = new Map([
	['minutes', 60_000],
	['hours', 3_600_000],
	['days', 86_400_000],
]);

const usualLimit = { limitType: 'afterTimeInterval', resumeAmount: 30, resumeUnit: 'days' };

/** The option that bounds a wait, with the names that n8n's own waiting nodes use. */
export const limitWaitTimeOption: INodeProperties = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: { values: usualLimit },
	description:
		'When to go on without an answer. The item then has “completed” set to false and “timedOut” set to true. If not set, the limit is 30 days.',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					options: [
						{ name: 'After Time Interval', value: 'afterTimeInterval' },
						{ name: 'At Specified Time', value: 'atSpecifiedTime' },
					],
					default: 'afterTimeInterval',
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 30,
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					options: [
						{ name: 'Days', value: 'days' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Minutes', value: 'minutes' },
					],
					default: 'days',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
				},
				{
					displayName: 'Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					default: '',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
				},
			],
		},
	],
};

/** n8n takes this moment for “for ever”, and databases do not take every later one. */
const endOfCalendar = Date.UTC(3000, 0, 1);

/**
 * Gives the moment until which an item waits, `now` being the current time in milliseconds since 1970: for 30 days
 * where the option was not added, as a callback may have come between the last look and the wait. Throws a
 * NodeOperationError for values that name no moment, or one that lies too far ahead.
 */
export function waitUntil(item: Item, now: number): Date {
	const values = asRecord(asRecord(item.option(limitWaitTimeOption))?.values) ?? usualLimit;
	const isDate = values.limitType === 'atSpecifiedTime';
	const interval = intervalMilliseconds(values);
	const date = isDate ? specifiedTime(values, item.timezone) : new Date(now + interval);

	const refuse = (fault: string) =>
		item.refuse(
			`“Limit Wait Time” ${fault}`,
			'Enter an amount above zero and a unit, or a date and time.',
		);
	if (!isDate && interval <= 0) throw refuse('is not above zero');
	if ((!isDate && interval > endOfCalendar) || (date && date.getTime() >= endOfCalendar)) {
		throw refuse('lies beyond the year 2999');
	}
	if (!date || Number.isNaN(date.getTime())) throw refuse('does not give a time');
	return date;
}

function specifiedTime({ maxDateAndTime }: UnknownRecord, timezone: string): Date | undefined {
	try {
		return tryToParseDateTime(maxDateAndTime, timezone).toJSDate();
	} catch {
		return undefined;
	}
}

// An empty text is not an amount, although JavaScript makes a zero of it.
const intervalMilliseconds = ({ resumeAmount, ...values }: UnknownRecord): number => {
	const unit = Object.hasOwn(values, 'resumeUnit') ? values.resumeUnit : usualLimit.resumeUnit;
	return Number(asIdentifier(resumeAmount) ?? NaN) * (millisecondsIn.get(String(unit)) ?? NaN);
};
