import type { SignatureCheck } from '../../../nodes/Credas/resources/process/signedUrl';
import { decodeCallback } from '../../../nodes/Credas/trigger/decode';
import { checkPortalHeader, proveBinding } from '../../../nodes/Credas/trigger/prove';

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

describe('a signature that was made for another process', () => {
	const processId = '7f3e2a10-5c1d-4f0e-9a57-2d1b6c8e4f33';
	const callback = decodeCallback({ ProcessId: processId, Status: 2 });
	const process = { processId, status: 1, details: {} };
	const signature: SignatureCheck = { proof: 'passed', proveProcess: () => 'failed' };

	it.each([
		['confirms the call', { verdict: 'confirmed', process }],
		['is not as far as the call', { verdict: 'ahead', process }],
	] as const)('proves nothing where Credas %s', (_, readBack) => {
		expect(callback && proveBinding(signature, callback, readBack)).toBe('failed');
	});
});
