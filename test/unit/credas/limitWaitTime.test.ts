import { NodeOperationError, WAIT_INDEFINITELY } from 'n8n-workflow';

import { waitUntil } from '../../../nodes/Credas/resources/process/limitWaitTime';

const now = Date.UTC(2026, 10, 21, 12);
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
		expect(waitUntil(undefined, now, refuse)).toEqual(WAIT_INDEFINITELY);
		expect(waitUntil({}, now, refuse)).toEqual(WAIT_INDEFINITELY);
	});

	it.each([
		[30, 'minutes', '2026-11-21T12:30:00.000Z'],
		[2, 'hours', '2026-11-21T14:00:00.000Z'],
		[1.5, 'days', '2026-11-23T00:00:00.000Z'],
	])('is %d %s from now', (resumeAmount, resumeUnit, until) => {
		const values = { limitType: 'afterTimeInterval', resumeAmount, resumeUnit };
		expect(waitUntil({ values }, now, refuse).toISOString()).toBe(until);
	});

	it('is until a moment', () => {
		const values = { limitType: 'atSpecifiedTime', maxDateAndTime: '2026-12-24T18:00:00Z' };
		expect(waitUntil({ values }, now, refuse).toISOString()).toBe('2026-12-24T18:00:00.000Z');
	});

	it.each([
		{ limitType: 'atSpecifiedTime', maxDateAndTime: 'tomorrow' },
		{ limitType: 'afterTimeInterval', resumeAmount: 'many', resumeUnit: 'days' },
		{ limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'moons' },
	])('is refused as %j', (values) => {
		expect(() => waitUntil({ values }, now, refuse)).toThrow('“Limit Wait Time” names no moment');
	});
});
