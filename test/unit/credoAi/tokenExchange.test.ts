import { CredoAiApi } from '../../../credentials/CredoAiApi.credentials';
import { keptToken, tokenToKeep } from '../../../nodes/CredoAi/client/tokenExchange';

const credential = {
	baseUrl: 'https://api.credo.ai',
	tenant: 'example',
	apiToken: 'api-token',
};
const accessToken = tokenToKeep(credential, 'access-token');

async function headersSentWith(values: Record<string, string>) {
	const { authenticate } = new CredoAiApi();
	if (typeof authenticate !== 'function') throw new Error('The credential authenticates otherwise');
	return (await authenticate(values, { url: '' })).headers;
}

describe('an access token', () => {
	it.each<[what: string, changes: Record<string, string>, token: string | undefined]>([
		['with what fetched it', {}, 'access-token'],
		['with a slash after the address', { baseUrl: 'https://api.credo.ai/' }, 'access-token'],
		['with a blank after the tenant', { tenant: 'example ' }, 'access-token'],
		['with another secret of the trigger', { signingSecret: 'whsec_new' }, 'access-token'],
		['with another address', { baseUrl: 'https://api.example.com' }, undefined],
		['with another tenant', { tenant: 'another' }, undefined],
		['with another API token', { apiToken: 'another' }, undefined],
		[
			'where tenant and API token changed places',
			{ tenant: 'api-token', apiToken: 'example' },
			undefined,
		],
		['that says nothing of what fetched it', { accessToken: 'access-token' }, undefined],
		['that is not there', { accessToken: '' }, undefined],
	])('%s', (_what, changes, token) => {
		expect(keptToken({ ...credential, accessToken, ...changes })).toBe(token);
	});

	it('goes into the header without the mark', async () => {
		expect(await headersSentWith({ ...credential, accessToken })).toEqual({
			Authorization: 'Bearer access-token',
		});
	});

	it('stays away from the header after one of the values was changed', async () => {
		expect(
			await headersSentWith({ ...credential, accessToken, apiToken: 'another' }),
		).toBeUndefined();
	});
});
