import type { ICredentialDataDecryptedObject, ICredentialTestFunctions } from 'n8n-workflow';

import { credasApiTest } from '../../../nodes/Credas/client/credentialTest';

const asked: string[] = [];
beforeEach(() => asked.splice(0));

/** Tests a credential at a portal that answers so, or at one that cannot be reached. */
async function testAt(
	answer: { statusCode: number; body?: unknown } | { code: string },
	changes: ICredentialDataDecryptedObject = {},
) {
	const request = async ({ uri }: { uri: string }) => {
		asked.push(uri);
		if ('code' in answer) throw Object.assign(new Error('no answer'), answer);
		return answer;
	};
	const context = { helpers: { request } } as unknown as ICredentialTestFunctions;
	const data = {
		environment: 'custom',
		baseUrl: 'https://portal.example.com',
		apiKey: 'planted-key-4f0c',
		...changes,
	};
	return await credasApiTest.call(context, { id: '1', name: 'Credas', type: 'credasApi', data });
}

describe('the test of a Credas credential', () => {
	it.each([
		'https://portal.example.com',
		'https://portal.example.com/',
		'https://portal.example.com/api/v2/ci',
	])('passes where the journeys are listed, for the base URL %s', async (baseUrl) => {
		const { status } = await testAt({ statusCode: 200, body: [] }, { baseUrl });
		expect(status).toBe('OK');
		expect(asked).toEqual(['https://portal.example.com/api/v2/ci/journeys']);
	});

	it.each([401, 403])(
		'blames the key for the answer %i, without showing it',
		async (statusCode) => {
			expect(await testAt({ statusCode })).toEqual({
				status: 'Error',
				message: `Credas did not accept the API Key (answer ${statusCode}). Check the key, and that Environment is the one it was issued for: live and demo have separate keys.`,
			});
		},
	);

	it.each([
		[{ statusCode: 404 }, 'There is no Credas API at this address (answer 404)'],
		[{ statusCode: 200, body: '<html>' }, 'There is no Credas API at this address (answer 200)'],
		[{ statusCode: 302 }, 'There is no Credas API at this address (answer 302)'],
		[{ statusCode: 429 }, 'Credas could not check the API Key at the moment (answer 429)'],
		[{ statusCode: 503 }, 'Credas could not check the API Key at the moment (answer 503)'],
		[{ code: 'ECONNREFUSED' }, 'from https://portal.example.com: nothing is listening at that'],
		[{ code: 'ENOTFOUND' }, 'There was no answer from https://portal.example.com: the host name'],
	])('says what %j means', async (answer, meaning) => {
		const { status, message } = await testAt(answer);
		expect(status).toBe('Error');
		expect(message).toContain(meaning);
		expect(message).not.toContain('planted-key-4f0c');
	});

	it.each([undefined, null, '', 'Live', 'production', 'constructor'])(
		'sends no key to a Base URL that is left from before where Environment is %j',
		async (environment) => {
			const left = environment as string;
			const { status, message } = await testAt(
				{ statusCode: 200, body: [] },
				{ environment: left },
			);
			expect(status).toBe('Error');
			expect(message).toContain('Environment is not one of its choices');
			expect(asked).toEqual([]);
		},
	);

	it('says so when the base URL is not an address, and asks for nothing', async () => {
		const { status, message } = await testAt({ statusCode: 200, body: [] }, { baseUrl: 'portal' });
		expect(status).toBe('Error');
		expect(message).toContain('Enter the portal as in https://portal.example.com');
		expect(asked).toEqual([]);
	});
});
