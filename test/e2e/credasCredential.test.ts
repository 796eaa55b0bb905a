import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { freePort } from '../../sandbox/ports';

import { openCredas, type CredasService } from './credas';
import { openN8n } from './world';

describe("The test of a Credas credential, as n8n's Test button shows it", () => {
	let here: CredasService;

	beforeAll(async () => {
		here = await openCredas(await openN8n());
	});
	afterAll(async () => await here.close());

	const test = async (changes: ICredentialDataDecryptedObject) => {
		const data = here.credentialData(changes);
		return await here.n8n.testCredential(here.credential, data);
	};

	it('passes with the right key', async () => {
		expect((await test({})).status).toBe('OK');
	});

	it('takes the base URL with a slash at its end', async () => {
		expect((await test({ baseUrl: `${here.simulator.origin}/` })).status).toBe('OK');
	});

	it.each([401, 403] as const)(
		'says that the key was not accepted when Credas answers %i',
		async (wrongKeyStatus) => {
			here.simulator.setPortal({ wrongKeyStatus });

			const { status, message } = await test({ apiKey: 'not-the-key' });

			expect(status).toBe('Error');
			expect(message).toBe(
				`Credas did not accept the API Key (answer ${wrongKeyStatus}). Check the key, and that Environment is the one it was issued for: live and demo have separate keys.`,
			);
		},
	);

	it('names the host when nothing listens there', async () => {
		const origin = `http://127.0.0.1:${await freePort()}`;

		const { status, message } = await test({ baseUrl: origin });

		expect(status).toBe('Error');
		expect(message).toContain(`There is no answer from ${origin}: nothing listens at that address`);
		expect(message).toContain('Check Environment and Base URL');
	});

	it('names the host when its name is not known', async () => {
		const { status, message } = await test({ baseUrl: 'https://portal.invalid' });

		expect(status).toBe('Error');
		expect(message).toContain('There is no answer from https://portal.invalid: the host name');
	});

	it('takes the base URL with the path that the nodes add, as the nodes do', async () => {
		expect((await test({ baseUrl: `${here.simulator.origin}/api/v2/ci` })).status).toBe('OK');
	});

	it('says that there is no Credas API at an address that does not have it', async () => {
		here.simulator.faults.add({
			path: '/api/v2/ci/journeys',
			effect: { kind: 'status', status: 404 },
			times: 1,
		});

		const { status, message } = await test({});

		expect(status).toBe('Error');
		expect(message).toContain('There is no Credas API at this address (answer 404)');
		expect(message).toContain('Base URL is the address of the portal without a path');
	});

	it('says so when the base URL is no address', async () => {
		const { status, message } = await test({ baseUrl: 'portal' });

		expect(status).toBe('Error');
		expect(message).toContain('Enter the portal as in https://portal.example.com');
	});

	it('keeps the key out of what it says', async () => {
		const { message } = await test({ apiKey: 'planted-key-4f0c' });

		expect(message).not.toContain('planted-key-4f0c');
	});
});
