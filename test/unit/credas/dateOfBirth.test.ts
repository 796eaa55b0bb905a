import { dateOfBirthToSend } from '../../../nodes/Credas/resources/dataCheck/dateOfBirth';

describe('a date of birth', () => {
	const inLondon = (value: unknown) => dateOfBirthToSend(value, 'Europe/London');

	it.each([
		'1990-05-17',
		'1990-05-17T00:00:00',
		'1990-05-17 12:30',
		'1990-05-17T23:59:59.999',
		'1990-05-17T00:00:00.000Z',
		'1990-05-17T00:00:00.000+14:00',
		'1990-05-17T00:00:00.000-11:00',
	])('is sent as it is written: %s', (text) => {
		for (const timezone of ['Pacific/Auckland', 'UTC', 'America/Los_Angeles']) {
			expect(dateOfBirthToSend(text, timezone)).toBe('1990-05-17T00:00:00.000Z');
		}
	});

	it.each([
		['Europe/Berlin', '1990-05-16T22:00:00.000Z'],
		['Europe/London', '1990-05-16T23:00:00Z'],
		['Asia/Kolkata', '1990-05-16T18:30:00.000Z'],
		['America/New_York', '1990-05-17T04:00:00.000Z'],
		['Pacific/Auckland', '1990-05-17T00:00:00+12:00'],
		['Pacific/Auckland', '1990-05-16 12:00:00+00:00'],
	])(
		'is the day in the time zone of the workflow, %s, for local midnight: %s',
		(timezone, text) => {
			expect(dateOfBirthToSend(text, timezone)).toBe('1990-05-17T00:00:00.000Z');
			expect(dateOfBirthToSend(new Date(text), timezone)).toBe('1990-05-17T00:00:00.000Z');
		},
	);

	it('is read from an object that writes itself as JSON, as DateTime does', () => {
		const date = { toJSON: () => '1990-05-17T00:00:00.000+09:00' };
		expect(inLondon(date)).toBe('1990-05-17T00:00:00.000Z');
	});

	it('can be that of a leap day', () => {
		expect(inLondon('2000-02-29')).toBe('2000-02-29T00:00:00.000Z');
	});

	it.each([
		'',
		'17/05/1990',
		'1990',
		'1990-5-17',
		'1990-02-30',
		'1900-02-29',
		'1990-13-01',
		'x1990-05-17',
		'1990-05-17x',
		'1990-05-17T',
		new Date(NaN),
		19900517,
		{},
		null,
		undefined,
	])('is not made out of %p', (text) => {
		expect(inLondon(text)).toBeUndefined();
	});
});
