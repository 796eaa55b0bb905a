import { path } from '../../shared/http/path';

import type { CredoAiClient } from './client';
import type { JsonApiResource } from './jsonApi';
import type { ResourceList } from './paging';
import { deleteResource, getResource } from './resourceRequests';

const parameter = 'Webhook';

/** The webhooks of the account; no pages are documented. */
export const webhookList: ResourceList = {
	path: '/webhooks',
	wording: { doing: 'list the webhooks' },
};

/** Reads a webhook. Throws a NodeApiError. */
export async function getWebhook(client: CredoAiClient, id: string): Promise<JsonApiResource> {
	return await getResource(client, path`/webhooks/${id}`, { doing: 'read the webhook', parameter });
}

/** Deletes a webhook, so that its receiver gets no more events. Throws a NodeApiError. */
export async function deleteWebhook(client: CredoAiClient, id: string): Promise<void> {
	await deleteResource(client, path`/webhooks/${id}`, { doing: 'delete the webhook', parameter });
}
