import { dateOfBirthToSend } from '../../../nodes/Credas/resources/dataCheck/dateOfBirth';

describe('a date of birth', () => {
	it.each([
		'1990-05-17',
		'1990-05-17T00:00:00',
		'1990-05-17 12:30',
		'1990-05-17T23:59:59.999Z',
		'1990-05-17T00:00:00.000+14:00',
		'1990-05-17T00:00:00.000-11:00',
	])('is sent as it is written, whatever time and zone follow: %s', (text) => {
		expect(dateOfBirthToSend(text)).toBe('1990-05-17T00:00:00.000Z');
	});

	it('is read from an object that writes itself as JSON, as DateTime does', () => {
		const date = { toJSON: () => '1990-05-17T00:00:00.000+09:00' };
		expect(dateOfBirthToSend(date)).toBe('1990-05-17T00:00:00.000Z');
	});

	it('can be that of a leap day', () => {
		expect(dateOfBirthToSend('2000-02-29')).toBe('2000-02-29T00:00:00.000Z');
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
		19900517,
		{},
		null,
		undefined,
	])('is not made out of %p', (text) => {
		expect(dateOfBirthToSend(text)).toBeUndefined();
	});
});
