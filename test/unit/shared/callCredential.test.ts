import type { IWebhookFunctions } from 'n8n-workflow';

import { readCallCredential } from '../../../nodes/shared/webhook/call';

function callWithLog() {
	const error = jest.fn();
	const context = {
		getNode: () => ({ id: 'n', name: 'Some Trigger' }),
		getWorkflow: () => ({ id: 'w' }),
		logger: { error },
	} as unknown as IWebhookFunctions;
	return { context, error };
}

describe('the credential that a call is checked by', () => {
	it('is what n8n gives', async () => {
		const { context, error } = callWithLog();
		const client = { credential: async () => ({ apiKey: 'key' }) };

		expect(await readCallCredential(context, client)).toEqual({ apiKey: 'key' });
		expect(error).not.toHaveBeenCalled();
	});

	it('is none, and the log says so, where n8n does not give it in time', async () => {
		const { context, error } = callWithLog();
		const time = new AbortController();
		const client = { credential: async () => await new Promise<never>(() => {}) };
		const reading = readCallCredential(context, client, time.signal);
		time.abort();

		expect(await reading).toBeUndefined();
		expect(error).toHaveBeenCalledWith(
			'The credential of Some Trigger could not be read',
			expect.objectContaining({ reason: 'it took too long' }),
		);
	});

	it('is none where n8n cannot give it', async () => {
		const { context, error } = callWithLog();
		const client = { credential: async () => await Promise.reject(new TypeError('secret')) };

		expect(await readCallCredential(context, client)).toBeUndefined();
		expect(error).toHaveBeenCalledWith(
			expect.any(String),
			expect.objectContaining({ reason: 'TypeError' }),
		);
	});
});
