import axios from 'axios';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { freePort } from '../../sandbox/ports.cjs';
import { post } from '../calls';

import { openCredoAi, type CredoAiService } from './credoAi';
import { chain, credoAi, start } from './workflowBuilder';
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

	it('says that token and tenant do not fit, without showing the token', async () => {
		const { status, message } = await test({ apiToken: 'planted-token-7b1e' });

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
		expect(message).toContain(
			`There was no answer from ${origin}: nothing is listening at that address`,
		);
		expect(message).toContain('Check Base URL');
	});
});

describe('A Credo AI credential whose API token is changed in its form', () => {
	let here: CredoAiService;

	beforeAll(async () => {
		here = await openCredoAi(await openN8n());
	});
	afterAll(async () => await here.close());

	it('no longer acts as the old user, whose access token n8n still holds', async () => {
		const { n8n, simulator, workspace, credential } = here;
		const list = credoAi('task', 'getAll', { credential });
		const { id, url } = await workspace.publish(chain('Tasks', start(), list));
		await post(url);
		const before = await n8n.waitForExecution(id);
		expect(before.status).toBe('success');
		const asked = () => simulator.requests.filter(({ path }) => path.endsWith('/tasks')).length;
		expect([asked(), simulator.exchanges]).toEqual([1, 1]);

		const form = await n8n.credentialForm(credential);
		// Or there would be nothing to be taken for the new user's.
		expect(form.accessToken).toBeTruthy();
		await n8n.updateCredential(credential, { ...form, apiToken: 'planted-token-7b1e' });
		await post(url);

		const after = await n8n.waitForExecution(id, { after: before.id });
		expect(after.data.resultData.error?.message).toContain(
			'Credo AI did not accept the API Token for this tenant (answer 401)',
		);
		expect(asked()).toBe(1);
	});
});
