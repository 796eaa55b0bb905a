import type { FastifyInstance } from 'fastify';

import type { Account } from '../account/account';
import { list, single } from '../answers/document';
import { addWebhook, changeWebhook } from '../changes/webhook';
import { readAttributes } from '../requests/read';
import { newWebhook, webhookChanges } from '../requests/webhooks';

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
		return single(addWebhook(account, readAttributes(newWebhook, body)));
	});

	api.get<IdPath>('/webhooks/:id', async ({ params }) => single(webhooks.get(params.id)));

	api.patch<IdPath>('/webhooks/:id', async ({ params, body }) => {
		const webhook = webhooks.get(params.id);
		changeWebhook(webhook, readAttributes(webhookChanges, body, webhook.id));
		return single(webhook);
	});

	api.delete<IdPath>('/webhooks/:id', async ({ params }, reply) => {
		webhooks.remove(webhooks.get(params.id).id);
		onDeleted(params.id);
		return await reply.code(204).send();
	});
}
