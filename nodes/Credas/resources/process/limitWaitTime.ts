import { WAIT_INDEFINITELY, type INodeProperties } from 'n8n-workflow';

import { asRecord, asText } from '../../../shared/unknownInput';
import type { Refuse } from '../personFields';

const millisecondsIn: Readonly<Record<string, number>> = {
	minutes: 60_000,
	hours: 3_600_000,
	days: 86_400_000,
};

/** The option that bounds a wait, with the names that n8n's own waiting nodes use. */
export const limitWaitTimeOption: INodeProperties = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: 14, resumeUnit: 'days' } },
	description:
		'When to go on without an answer. The item then leaves unchanged, without the field “completed”. Not set, it waits for ever.',
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
					default: 14,
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

/**
 * Gives the moment until which to wait, by the option's values; n8n's “for ever” without any. Throws what
 * `refuse` makes for values that name no moment.
 */
export function waitUntil(option: unknown, now: number, refuse: Refuse): Date {
	const values = asRecord(asRecord(option)?.values);
	if (!values) return WAIT_INDEFINITELY;

	const time =
		values.limitType === 'atSpecifiedTime'
			? Date.parse(asText(values.maxDateAndTime) ?? '')
			: now + Number(values.resumeAmount) * (millisecondsIn[String(values.resumeUnit)] ?? NaN);
	const date = new Date(time);
	if (!Number.isNaN(date.getTime())) return date;
	throw refuse(
		'“Limit Wait Time” names no moment',
		'Enter an amount and a unit, or a date and time.',
	);
}
