import type { IHookFunctions } from 'n8n-workflow';

import { CredoAiClient } from '../../../nodes/CredoAi/client/client';

/** A hook's client whose HTTP helper behaves as told. */
function clientThat(send: () => Promise<unknown>): CredoAiClient {
	const credential = { baseUrl: 'https://credo.example.com', tenant: 'example' };
	const context = {
		getCredentials: async () => credential,
		helpers: { httpRequestWithAuthentication: send },
	};
	return new CredoAiClient(context as unknown as IHookFunctions);
}

const path = '/webhooks';
const outOfTime = { failure: { networkCode: 'ETIMEDOUT' } };

describe('a request with a deadline', () => {
	it('ends with it even where its own signal does not reach: while a token is fetched', async () => {
		const time = new AbortController();
		const client = clientThat(async () => await new Promise(() => {}));

		const attempt = client.attempt({ path, deadline: time.signal });
		time.abort();

		expect(await attempt).toEqual(outOfTime);
	});

	it('says that time was up, not that somebody cancelled it', async () => {
		const time = new AbortController();
		const client = clientThat(async () => {
			time.abort();
			throw Object.assign(new Error('canceled'), { code: 'ERR_CANCELED' });
		});

		expect(await client.attempt({ path, deadline: time.signal })).toEqual(outOfTime);
	});

	it('gives the answer that comes in time', async () => {
		const time = new AbortController();
		const client = clientThat(async () => ({ statusCode: 200, body: '{"data":[]}' }));

		const attempt = await client.attempt({ path, deadline: time.signal });

		expect(attempt).toEqual({ value: { data: [] } });
	});
});
