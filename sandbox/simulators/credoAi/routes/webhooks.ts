import type { FastifyInstance } from 'fastify';
import type { Account } from '../account/account';
import { list, single } from '../api/document';
import { changeWebhook, registerWebhook } from '../webhooks/registration';
import type { IdPath } from './paths';

/** The registrations; `onDeleted` hears of each that is taken away. */
export function webhookRoutes(
	api: FastifyInstance,
	account: Account,
	onDeleted: (id: string) => void,
): void {
	const { webhooks } = account;

	api.get('/webhooks', async () => list(webhooks.all()));

	api.post('/webhooks', async ({ body }, reply) => {
		reply.code(201);
		return single(registerWebhook(account, body));
	});

	api.get<IdPath>('/webhooks/:id', async ({ params }) => single(webhooks.get(params.id)));

	api.patch<IdPath>('/webhooks/:id', async ({ params, body }) => {
		const webhook = webhooks.get(params.id);
		changeWebhook(webhook, body);
		return single(webhook);
	});

	api.delete<IdPath>('/webhooks/:id', async ({ params }, reply) => {
		webhooks.remove(webhooks.get(params.id).id);
		onDeleted(params.id);
		return await reply.code(204).send();
	});
}
