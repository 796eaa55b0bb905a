import type { IExecuteFunctions } from 'n8n-workflow';

import { waitUntil } from '../../../nodes/Credas/resources/process/limitWaitTime';
import { Item } from '../../../nodes/shared/node/item';

const now = Date.UTC(2026, 10, 21, 12);
const node = {
	id: 'node',
	name: 'Credas',
	type: 'credas',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

/** Until when an item waits whose option has this value. */
const until = (limitWaitTime?: object) => {
	const context = {
		getNodeParameter: () => ({ limitWaitTime }),
		getTimezone: () => 'America/New_York',
		getNode: () => node,
	} as unknown as IExecuteFunctions;
	return waitUntil(new Item(context, 0), now);
};

describe('how long an execution waits', () => {
	it('is 30 days when nothing is set', () => {
		expect(until().toISOString()).toBe('2026-12-21T12:00:00.000Z');
		expect(until({}).toISOString()).toBe('2026-12-21T12:00:00.000Z');
	});

	it.each([
		[30, 'minutes', '2026-11-21T12:30:00.000Z'],
		[2, 'hours', '2026-11-21T14:00:00.000Z'],
		[1.5, 'days', '2026-11-23T00:00:00.000Z'],
		['3', 'days', '2026-11-24T12:00:00.000Z'],
	])('is %s %s from now', (resumeAmount, resumeUnit, moment) => {
		const values = { limitType: 'afterTimeInterval', resumeAmount, resumeUnit };
		expect(until({ values }).toISOString()).toBe(moment);
	});

	it('is in days without a unit, and refused with one that comes out empty', () => {
		const values = { limitType: 'afterTimeInterval', resumeAmount: 3 };
		expect(until({ values }).toISOString()).toBe('2026-11-24T12:00:00.000Z');
		expect(() => until({ values: { ...values, resumeUnit: undefined } })).toThrow(
			'“Limit Wait Time”',
		);
	});

	it.each([
		['2026-12-24T18:00:00Z', '2026-12-24T18:00:00.000Z'],
		['2026-12-24T18:00:00', '2026-12-24T23:00:00.000Z'],
		['2026-12-24 18:00', '2026-12-24T23:00:00.000Z'],
		[new Date('2026-12-24T18:00:00Z'), '2026-12-24T18:00:00.000Z'],
	])(
		'is until %s, in the timezone of the workflow where it names none',
		(maxDateAndTime, moment) => {
			const values = { limitType: 'atSpecifiedTime', maxDateAndTime };
			expect(until({ values }).toISOString()).toBe(moment);
		},
	);

	it.each([
		{ limitType: 'atSpecifiedTime', maxDateAndTime: 'tomorrow' },
		{ limitType: 'atSpecifiedTime', maxDateAndTime: '' },
		{ limitType: 'afterTimeInterval', resumeAmount: '', resumeUnit: 'days' },
		{ limitType: 'afterTimeInterval', resumeAmount: 'many', resumeUnit: 'days' },
		{ limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'moons' },
		{ limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'constructor' },
	])('is refused as %j', (values) => {
		expect(() => until({ values })).toThrow('“Limit Wait Time” does not give a time');
	});

	it.each([
		[{ limitType: 'afterTimeInterval', resumeAmount: 0, resumeUnit: 'days' }, 'is not above zero'],
		[{ limitType: 'afterTimeInterval', resumeAmount: -1, resumeUnit: 'days' }, 'is not above zero'],
		[
			{ limitType: 'afterTimeInterval', resumeAmount: 3_000_000, resumeUnit: 'days' },
			'lies beyond the year 2999',
		],
		[
			{ limitType: 'afterTimeInterval', resumeAmount: '1e300', resumeUnit: 'days' },
			'lies beyond the year 2999',
		],
		[
			{ limitType: 'atSpecifiedTime', maxDateAndTime: '3000-01-01T00:00:00Z' },
			'lies beyond the year 2999',
		],
		[
			{ limitType: 'afterTimeInterval', resumeAmount: NaN, resumeUnit: 'days' },
			'does not give a time',
		],
	])('is refused as %j, which %s', (values, fault) => {
		expect(() => until({ values })).toThrow(`“Limit Wait Time” ${fault}`);
	});
});
