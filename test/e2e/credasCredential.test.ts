import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { freePort } from '../../sandbox/ports.cjs';

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

	it('says that the key was not accepted, without showing it', async () => {
		const { status, message } = await test({ apiKey: 'planted-key-4f0c' });

		expect(status).toBe('Error');
		expect(message).toContain('Credas did not accept the API Key (answer 401)');
		expect(message).not.toContain('planted-key-4f0c');
	});

	it('names the host when nothing listens there', async () => {
		const origin = `http://127.0.0.1:${await freePort()}`;

		const { status, message } = await test({ baseUrl: origin });

		expect(status).toBe('Error');
		expect(message).toContain(
			`There was no answer from ${origin}: nothing is listening at that address`,
		);
		expect(message).toContain('Check Environment and Base URL');
	});
});
