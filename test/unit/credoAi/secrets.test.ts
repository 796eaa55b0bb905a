import { newSecret } from '../../../nodes/CredoAi/trigger/registration/memory';
import { withUrlToken } from '../../../nodes/CredoAi/trigger/registration/plan';
import { isUsableSecret } from '../../../nodes/CredoAi/trigger/settings';

describe('the token in the registered URL', () => {
	it('is made of 256 random bits that need no escaping', () => {
		const tokens = Array.from({ length: 100 }, newSecret);
		expect(new Set(tokens).size).toBe(100);
		expect(tokens.every((token) => /^[\w-]{43}$/.test(token) && isUsableSecret(token))).toBe(true);
		expect(Buffer.from(newSecret(), 'base64url')).toHaveLength(32);
	});

	it('is added to a query that may be there', () => {
		expect(withUrlToken('https://n8n.example.com/webhook/1/webhook', 'abc')).toBe(
			'https://n8n.example.com/webhook/1/webhook?token=abc',
		);
		expect(withUrlToken('https://n8n.example.com/w?tenant=a', 'abc')).toBe(
			'https://n8n.example.com/w?tenant=a&token=abc',
		);
	});

	it('of a person must be long and plain', () => {
		expect(isUsableSecret('A-long_enough-text-2026-11')).toBe(true);
		const unusable = [undefined, '', 'a'.repeat(23), `${'a'.repeat(24)} `, `${'a'.repeat(24)}&`];
		expect(unusable.filter(isUsableSecret)).toEqual([]);
	});
});
