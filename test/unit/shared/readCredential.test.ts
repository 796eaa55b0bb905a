import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { readCredential } from '../../../nodes/shared/http/readCredential';

interface Place {
	workflowId?: string;
	nodeId?: string;
	credentialId?: string;
	mode?: string;
}

/** What a reading of the credential is answered with, when the test says so. */
function heldReadings() {
	const answers: Array<(key: string) => void> = [];
	const refusals: Array<() => void> = [];
	const getCredentials = jest.fn(
		async () =>
			await new Promise<{ apiKey: string }>((resolve, reject) => {
				answers.push((apiKey) => resolve({ apiKey }));
				refusals.push(() => reject(new Error('refused')));
			}),
	);
	const callAt = ({ workflowId = 'w', nodeId = 'n', credentialId = 'c', mode }: Place = {}) =>
		({
			getResponseObject: () => ({}),
			getWorkflow: () => ({ id: workflowId }),
			getNode: () => ({ id: nodeId, credentials: { someApi: { id: credentialId } } }),
			getMode: () => mode ?? 'webhook',
			getCredentials,
		}) as unknown as IWebhookFunctions;
	const read = async (place?: Place) => await readCredential(callAt(place), 'someApi', 0);
	return { answers, refusals, getCredentials, read };
}

describe('calls that come while the credential is being read', () => {
	it('share that reading, and each gets a copy of its own', async () => {
		const { answers, getCredentials, read } = heldReadings();
		const reading = Promise.all([read(), read(), read()]);
		answers[0]?.('key');

		const [one, other] = await reading;

		expect(getCredentials).toHaveBeenCalledTimes(1);
		expect([one, other]).toEqual([{ apiKey: 'key' }, { apiKey: 'key' }]);
		expect(one).not.toBe(other);
	});

	it('leave nothing behind: the next call reads it again', async () => {
		const { answers, getCredentials, read } = heldReadings();
		const first = read();
		answers[0]?.('old');
		await first;
		const next = read();
		answers[1]?.('new');

		expect(await next).toEqual({ apiKey: 'new' });
		expect(getCredentials).toHaveBeenCalledTimes(2);
	});

	it('share a failure, too, and not for longer', async () => {
		const { answers, refusals, read } = heldReadings();
		const both = Promise.allSettled([read(), read()]);
		refusals[0]?.();
		expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);

		const next = read();
		answers[1]?.('key');
		expect(await next).toEqual({ apiKey: 'key' });
	});

	it('share it for five seconds: a reading that hangs takes no later call with it', async () => {
		const { answers, getCredentials, read } = heldReadings();
		const clock = jest.spyOn(Date, 'now').mockReturnValue(0);
		const hanging = read();
		clock.mockReturnValue(4_999);
		const sharing = read();
		clock.mockReturnValue(5_000);
		const later = [read(), read()];
		clock.mockRestore();
		answers[1]?.('key');

		expect(await Promise.all(later)).toEqual([{ apiKey: 'key' }, { apiKey: 'key' }]);
		expect(getCredentials).toHaveBeenCalledTimes(2);
		answers[0]?.('late');
		expect(await Promise.all([hanging, sharing])).toHaveLength(2);
	});

	it.each<[string, Place]>([
		['another workflow', { workflowId: 'other' }],
		['another node', { nodeId: 'other' }],
		['another credential', { credentialId: 'other' }],
		['a person who tries it in the editor', { mode: 'manual' }],
	])('share none with %s', async (_what, place) => {
		const { answers, getCredentials, read } = heldReadings();
		const reading = Promise.all([read(), read(place)]);
		answers.forEach((answer, index) => answer(String(index)));

		expect(await reading).toEqual([{ apiKey: '0' }, { apiKey: '1' }]);
		expect(getCredentials).toHaveBeenCalledTimes(2);
	});
});

it('an execution reads the credential for the item in question', async () => {
	const getCredentials = jest.fn(
		async (_type: string, index?: number) => await Promise.resolve({ apiKey: `of item ${index}` }),
	);
	const context = { getCredentials } as unknown as IExecuteFunctions;

	expect(await readCredential(context, 'someApi', 3)).toEqual({ apiKey: 'of item 3' });
});
