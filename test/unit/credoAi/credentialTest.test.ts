import type { ICredentialTestFunctions } from 'n8n-workflow';

import { credoAiApiTest } from '../../../nodes/CredoAi/client/credentialTest';

const asked: string[] = [];
const exchanged: string[] = [];
beforeEach(() => {
	asked.splice(0);
	exchanged.splice(0);
});

/** Tests a credential at a Credo AI that issues a token and answers `/me` with this status. */
async function testAt(statusOfUser: number, tenant = 'acme', baseUrl = 'https://api.example.com') {
	const request = async ({ uri }: { uri: string }) => {
		if (new URL(uri).pathname.endsWith('/auth/exchange')) {
			exchanged.push(uri);
			return { statusCode: 200, body: { access_token: 'made-up' } };
		}
		asked.push(uri);
		return { statusCode: statusOfUser, body: {} };
	};
	const context = { helpers: { request } } as unknown as ICredentialTestFunctions;
	const data = { baseUrl, tenant, apiToken: 'made-up' };
	return await credoAiApiTest.call(context, { id: '1', name: 'Credo', type: 'credoAiApi', data });
}

describe('the test of a credential whose API token is exchanged', () => {
	it('passes when the token shows its user', async () => {
		expect(await testAt(200)).toMatchObject({ status: 'OK' });
	});

	it.each([302, 500, 503])(
		'does not blame the exchange for an answer %d of the user',
		async (status) => {
			expect(await testAt(status)).toEqual({
				status: 'Error',
				message: `Credo AI issued an access token but did not show its user (answer ${status}). Try again later; if it stays so, check Base URL.`,
			});
		},
	);

	it.each([401, 403])('names the tenant for an answer %d of the user', async (status) => {
		const { message } = await testAt(status);
		expect(message).toContain(`did not accept it for this tenant (answer ${status})`);
	});

	it('names tenant and base URL where the user is not found', async () => {
		const { message } = await testAt(404);
		expect(message).toContain('does not know this tenant or address (answer 404)');
	});

	it('asks for the user of the tenant, whatever is in its name', async () => {
		await testAt(200, 'a/b?c');
		expect(asked).toEqual(['https://api.example.com/api/v2/a%2Fb%3Fc/me']);
	});

	it.each([
		['https://api.example.com/', 'https://api.example.com'],
		['https://api.example.com//', 'https://api.example.com'],
		['https://proxy.example.com/credo/', 'https://proxy.example.com/credo'],
	])('passes with the slash at the end of %s', async (baseUrl, address) => {
		expect(await testAt(200, 'acme', baseUrl)).toMatchObject({ status: 'OK' });
		expect([...exchanged, ...asked]).toEqual([
			`${address}/auth/exchange`,
			`${address}/api/v2/acme/me`,
		]);
	});

	it.each(['..', '.', ' '])(
		'does not pass for the tenant “%s”, nor asks for it',
		async (tenant) => {
			const { status, message } = await testAt(200, tenant);
			expect([status, message]).toEqual([
				'Error',
				'Tenant is empty or not a name. It is the name on the login page.',
			]);
			expect(asked).toEqual([]);
		},
	);
});

/** Tests a credential whose API token Credo AI does not exchange. */
async function testWithoutExchange(
	answer: { statusCode: number } | { code: string },
	baseUrl = 'https://api.example.com',
) {
	const request = async () => {
		if ('code' in answer) throw Object.assign(new Error('no answer'), answer);
		return { ...answer, body: {} };
	};
	const context = { helpers: { request } } as unknown as ICredentialTestFunctions;
	const data = { baseUrl, tenant: 'acme', apiToken: 'planted-token-7b1e' };
	return await credoAiApiTest.call(context, { id: '1', name: 'Credo', type: 'credoAiApi', data });
}

describe('the test of a credential whose API token is not exchanged', () => {
	it.each([
		[{ statusCode: 401 }, 'Credo AI did not accept the API Token for this tenant (answer 401)'],
		[{ statusCode: 503 }, 'could not issue an access token at the moment (answer 503)'],
		[
			{ code: 'ECONNREFUSED' },
			'from https://api.example.com: nothing is listening at that address',
		],
		[{ code: 'ENOTFOUND' }, 'There was no answer from https://api.example.com: the host name'],
	])('says what %j means', async (answer, meaning) => {
		const { status, message } = await testWithoutExchange(answer);
		expect(status).toBe('Error');
		expect(message).toContain(meaning);
		expect(message).not.toContain('planted-token-7b1e');
	});

	it('says so when the base URL is not an address', async () => {
		const { status, message } = await testWithoutExchange({ statusCode: 200 }, 'credo');
		expect(status).toBe('Error');
		expect(message).toContain('Base URL is not an address');
	});
});
