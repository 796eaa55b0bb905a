import { NodeOperationError, WAIT_INDEFINITELY } from 'n8n-workflow';

import { waitUntil } from '../../../nodes/Credas/resources/process/limitWaitTime';

const clock = { now: Date.UTC(2026, 10, 21, 12), timezone: 'America/New_York' };
const node = {
	id: 'node',
	name: 'Credas',
	type: 'credas',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};
const refuse = (message: string, description: string) =>
	new NodeOperationError(node, message, { description });

describe('how long an execution waits', () => {
	it('is for ever when nothing is set', () => {
		expect(waitUntil(undefined, clock, refuse)).toEqual(WAIT_INDEFINITELY);
		expect(waitUntil({}, clock, refuse)).toEqual(WAIT_INDEFINITELY);
	});

	it.each([
		[30, 'minutes', '2026-11-21T12:30:00.000Z'],
		[2, 'hours', '2026-11-21T14:00:00.000Z'],
		[1.5, 'days', '2026-11-23T00:00:00.000Z'],
		['3', 'days', '2026-11-24T12:00:00.000Z'],
		[3, undefined, '2026-11-24T12:00:00.000Z'],
	])('is %s %s from now', (resumeAmount, resumeUnit, until) => {
		const values = { limitType: 'afterTimeInterval', resumeAmount, resumeUnit };
		expect(waitUntil({ values }, clock, refuse).toISOString()).toBe(until);
	});

	it.each([
		['2026-12-24T18:00:00Z', '2026-12-24T18:00:00.000Z'],
		['2026-12-24T18:00:00', '2026-12-24T23:00:00.000Z'],
		['2026-12-24 18:00', '2026-12-24T23:00:00.000Z'],
		[new Date('2026-12-24T18:00:00Z'), '2026-12-24T18:00:00.000Z'],
	])(
		'is until %s, in the timezone of the workflow where it names none',
		(maxDateAndTime, until) => {
			const values = { limitType: 'atSpecifiedTime', maxDateAndTime };
			expect(waitUntil({ values }, clock, refuse).toISOString()).toBe(until);
		},
	);

	it.each([
		{ limitType: 'atSpecifiedTime', maxDateAndTime: 'tomorrow' },
		{ limitType: 'atSpecifiedTime', maxDateAndTime: '' },
		{ limitType: 'afterTimeInterval', resumeAmount: '', resumeUnit: 'days' },
		{ limitType: 'afterTimeInterval', resumeAmount: 'many', resumeUnit: 'days' },
		{ limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'moons' },
	])('is refused as %j', (values) => {
		expect(() => waitUntil({ values }, clock, refuse)).toThrow('“Limit Wait Time” names no moment');
	});
});
