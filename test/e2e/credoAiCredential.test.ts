import axios from 'axios';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { freePort } from '../../sandbox/ports';

import { openCredoAi, type CredoAiService } from './credoAi';
import { openN8n } from './world';

describe("The test of a Credo AI credential, as n8n's Test button shows it", () => {
	let here: CredoAiService;

	beforeAll(async () => {
		here = await openCredoAi(await openN8n());
	});
	afterAll(async () => await here.close());
	afterEach(() => here.simulator.behave());

	const test = async (changes: ICredentialDataDecryptedObject) => {
		const data = here.credentialData(changes);
		return await here.n8n.testCredential(here.credential, data);
	};

	it('passes with the right token and tenant', async () => {
		expect((await test({})).status).toBe('OK');
	});

	it('takes the base URL with a slash at its end', async () => {
		expect((await test({ baseUrl: `${here.simulator.origin}/` })).status).toBe('OK');
	});

	it.each([
		['API token', { apiToken: 'planted-token-7b1e' }],
		['tenant', { tenant: 'another-tenant' }],
	])('says that token and tenant do not fit when the %s is wrong', async (_what, changes) => {
		const { status, message } = await test(changes);

		expect(status).toBe('Error');
		expect(message).toContain(
			'Credo AI did not accept the API Token for this tenant (answer 401). Check API Token and Tenant',
		);
		expect(message).not.toContain('planted-token-7b1e');
	});

	it('tries what was entered, not the access token that n8n still holds', async () => {
		const { n8n, simulator } = here;
		const data = here.credentialData({ apiToken: 'planted-token-7b1e' });
		const { apiToken, tenant } = simulator;
		const exchange = await axios.post<{ access_token: string }>(
			`${simulator.origin}/auth/exchange`,
			{
				api_token: apiToken,
				tenant,
			},
		);
		const accessToken = exchange.data.access_token;

		const { status } = await n8n.testCredential(here.credential, { ...data, accessToken });

		expect(status).toBe('Error');
	});

	it('names the host when nothing listens there', async () => {
		const origin = `http://127.0.0.1:${await freePort()}`;

		const { status, message } = await test({ baseUrl: origin });

		expect(status).toBe('Error');
		expect(message).toContain(`There is no answer from ${origin}: nothing listens at that address`);
		expect(message).toContain('Check Base URL');
	});

	it('names the host when its name is not known', async () => {
		const { status, message } = await test({ baseUrl: 'https://credo.invalid' });

		expect(status).toBe('Error');
		expect(message).toContain('There is no answer from https://credo.invalid: the host name');
	});

	it('says so when the base URL is no address', async () => {
		const { status, message } = await test({ baseUrl: 'credo' });

		expect(status).toBe('Error');
		expect(message).toContain('Base URL is not an address');
	});

	it('asks to try later when Credo AI is out of order', async () => {
		here.simulator.faults.add({
			path: '/auth/exchange',
			effect: { kind: 'status', status: 503 },
			times: Infinity,
		});

		const { status, message } = await test({});

		expect(status).toBe('Error');
		expect(message).toContain('could not issue an access token at the moment (answer 503)');
	});
});
