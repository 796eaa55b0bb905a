import type { IHookFunctions } from 'n8n-workflow';

import { CredoAiClient } from '../../../nodes/CredoAi/client/client';
import { changeResource, deleteResource } from '../../../nodes/CredoAi/client/resourceRequests';
import { createWebhook } from '../../../nodes/CredoAi/resources/webhook/registration';

/** A client of a service that gives these answers one after the other, each with its status. */
function clientAnswered(...answers: Array<[statusCode: number, body: unknown]>): CredoAiClient {
	const left = [...answers];
	const context = {
		getCredentials: async () => ({ baseUrl: 'https://api.example.com', tenant: 'example' }),
		getNode: () => ({ name: 'Credo AI' }),
		helpers: {
			httpRequestWithAuthentication: async () => {
				const [statusCode, body] = left.shift() ?? [500, ''];
				return { statusCode, body: body === '' ? '' : JSON.stringify(body) };
			},
		},
	};
	return new CredoAiClient(context as unknown as IHookFunctions);
}

const type = 'use_case_reviews';
const review = { id: 'R1', type, attributes: { status: 'approved' } };
const unexpected = 'Credo AI sent an unexpected response';

const somethingElse = [
	{ errors: [{ code: 2217, title: 'Review is closed' }] },
	{ message: 'Session expired' },
	{ data: { type, attributes: { status: 'todo' } } },
	{ data: [review] },
	{ data: { ...review, id: 'R2' } },
	[],
	'ok',
	{},
];

describe('a change', () => {
	const change = async (status: number, body: unknown) =>
		await changeResource(
			clientAnswered([status, body]),
			'/use_case_reviews/R1',
			{ type, id: 'R1', attributes: { status: 'approved' } },
			{ doing: 'update the review' },
		);

	it.each<[number, unknown]>([
		[204, ''],
		[200, ''],
		[200, null],
	])('is confirmed by %s with the body %j', async (status, body) => {
		expect(await change(status, body)).toBeUndefined();
	});

	it('gives the resource as it is now', async () => {
		expect(await change(200, { data: review })).toMatchObject(review);
	});

	it.each(somethingElse)('is not confirmed by %j', async (body) => {
		await expect(change(200, body)).rejects.toThrow(unexpected);
	});
});

describe('a deletion', () => {
	const remove = async (status: number, body: unknown) => {
		const client = clientAnswered([status, body]);
		await deleteResource(client, '/use_case_reviews/R1', 'R1', { doing: 'delete the review' });
	};

	it.each<[number, unknown]>([
		[204, ''],
		[200, ''],
		[200, { data: review }],
	])('is confirmed by %s with the body %j', async (status, body) => {
		await expect(remove(status, body)).resolves.toBeUndefined();
	});

	it.each(somethingElse)('is not confirmed by %j', async (body) => {
		await expect(remove(200, body)).rejects.toThrow(unexpected);
	});
});

describe('a new webhook', () => {
	const url = 'https://n8n.example.com/webhook/1/webhook?token=made-up';
	const ours = { id: 'ours', type: 'webhook', attributes: { url } };
	const create = async (answer: unknown, webhooks: object[] = []) =>
		await createWebhook(
			clientAnswered([201, answer], [200, { data: webhooks }]),
			{ url, description: 'd', event_types: [], authentication_method: 'none' },
			{},
		);

	const masked = { url: url.replace('made-up', '***') };

	it.each([
		ours,
		{ id: 'ours', type: 'webhook' },
		{ id: 'ours', attributes: { url } },
		{ id: 'ours', type: 'webhook', attributes: masked },
	])('has the id that the answer shows: %j', async (data) => {
		expect(await create({ data })).toBe('ours');
	});

	it.each([
		{ id: 'other', type: 'use_cases', attributes: { url } },
		{ id: 'other', type: 'webhook', attributes: { url: 'https://other.example.com' } },
	])('is looked for where the answer is about something else: %j', async (data) => {
		expect(await create({ data }, [ours])).toBe('ours');
		await expect(create({ data })).rejects.toThrow(unexpected);
	});
});
