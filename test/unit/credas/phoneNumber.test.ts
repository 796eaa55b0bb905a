import { internationalPhone } from '../../../nodes/Credas/resources/entity/personFields';

describe('a phone number', () => {
	it.each([
		['+447700900123', '+447700900123'],
		['+44 7700 900-123', '+447700900123'],
		['+1 (555) 010.0123', '+15550100123'],
		['+44 7700–900–123', '+447700900123'],
		['\u202a+44 7700 900123\u202c', '+447700900123'],
		['\u200e+44\u00a07700\u200b900123\ufeff', '+447700900123'],
	])('%s is sent as %s', (written, sent) => {
		expect(internationalPhone(written)).toBe(sent);
	});

	it.each([
		'07700 900123',
		'447700900123',
		'+0044 7700 900123',
		'+44 (0)7700 900123',
		'+44',
		'+44 x1',
		'',
	])('%s is not in international form', (written) => {
		expect(internationalPhone(written)).toBeUndefined();
	});
});
