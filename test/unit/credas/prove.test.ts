import { checkPortalHeader } from '../../../nodes/Credas/trigger/prove';

const expected = { name: 'webhookAuth', value: '123456' };

describe('checking the portal header', () => {
	it.each([
		['passed', 'the value', { webhookauth: '123456' }],
		['failed', 'another value', { webhookauth: '123457' }],
		['failed', 'the value in part', { webhookauth: '12345' }],
		['failed', 'the value with more behind it', { webhookauth: '1234567' }],
		['failed', 'an empty value', { webhookauth: '' }],
		['failed', 'the header twice, which Node joins', { webhookauth: '123456, 123456' }],
		['failed', 'a list', { webhookauth: ['123456'] }],
		['unavailable', 'another header only', { authorization: '123456' }],
		['unavailable', 'no header', {}],
	])('is %s with %s', (proof, _what, headers) => {
		expect(checkPortalHeader(headers, expected)).toBe(proof);
	});

	it('does not mind the casing of the name in the credential', () => {
		const headers = { webhookauth: '123456' };
		for (const name of ['WEBHOOKAUTH', 'webhookauth', 'WebhookAuth']) {
			expect(checkPortalHeader(headers, { ...expected, name })).toBe('passed');
		}
	});

	it('is not found where only every object has one of its name', () => {
		expect(checkPortalHeader({}, { name: 'constructor', value: 'Object' })).toBe('unavailable');
	});

	it('is not configured without a header in the credential', () => {
		expect(checkPortalHeader({ webhookauth: '123456' }, undefined)).toBe('notConfigured');
	});
});
