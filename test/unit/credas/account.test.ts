import { accountOf } from '../../../nodes/Credas/client/account';

const credential = { environment: 'demo', baseUrl: '', apiKey: 'made-up-key', callbackSecret: 'a' };

describe('what names the account of a credential', () => {
	it('is the same for the same portal and key', () => {
		const same = { ...credential, apiKey: ' made-up-key ', callbackSecret: 'b' };
		expect(accountOf(same)).toBe(accountOf(credential));
	});

	it.each([
		['key', { apiKey: 'another-key' }],
		['portal', { environment: 'live' }],
		['portal of one’s own', { environment: 'custom', baseUrl: 'https://portal.example.com' }],
	])('is another for another %s', (_what, changed) => {
		expect(accountOf({ ...credential, ...changed })).not.toBe(accountOf(credential));
	});

	it('does not show the key', () => {
		expect(accountOf(credential)).not.toContain('made-up-key');
	});
});
