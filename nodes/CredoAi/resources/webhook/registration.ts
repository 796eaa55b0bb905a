import type { IDataObject } from 'n8n-workflow';

import type { Wording } from '../../../shared/http/client';
import { path } from '../../../shared/http/path';
import type { RequestLimits } from '../../../shared/http/request';
import { adviceOn, type AdviceTable } from '../../../shared/http/serviceError';
import type { CredoAiClient } from '../../client/client';
import { credoAiAdvice, noWebhookApi, onStatus } from '../../client/errors';
import { readResource, toDocument, type JsonApiResource } from '../../client/jsonApi';
import { readPages, type ResourceList } from '../../client/paging';
import { changeResource, deleteResource } from '../../client/resourceRequests';

/** How Credo AI authenticates itself to a webhook's receiver. */
export type WebhookAuthentication =
	| { authentication_method: 'none' }
	| {
			authentication_method: 'o_auth';
			authentication_payload: IDataObject;
			authentication_payload_type: string;
			authentication_server: string;
	  };

/**
 * The attributes of a webhook that a trigger sets (Credo AI: Webhooks general guide, 3.3). What is not set is left
 * out: the specification of 2025-08 allows null nowhere.
 */
export type WebhookAttributes = WebhookAuthentication & {
	description: string;
	url: string;
	event_types: string[];
	event_type_prefix?: string;
	event_type_suffix?: string;
	environment?: string;
};

/** The JSON:API type of a webhook. */
export const type = 'webhook';

const askForManual = `Authorization: ${noWebhookApi}. Ask your Credo AI administrator, or set “Registration” to Manual and have the address registered by hand.`;

// n8n before 2.0 tries to publish again for a day unless it reads the word Authorization, so that word stands
// in what trying again cannot mend, and in nothing else.
const registrationAdvice: AdviceTable = {
	...credoAiAdvice,
	noAnswer:
		'Check the Base URL of the credential and that n8n can reach the host, then publish again.',
	byStatus: {
		401: 'Authorization: check the API Token and the Tenant of the credential, then publish again.',
		403: askForManual,
		404: askForManual,
		429: 'Wait a minute, then publish again.',
	},
	refused:
		'Check “Trigger On”, the options and the authentication fields of this trigger, and that WEBHOOK_URL of n8n is an address Credo AI can call.',
	broken: 'Publish again when Credo AI is back.',
};

const registering: Wording = {
	doing: 'register this trigger',
	// Why there is no access token is told together with what to do.
	advise: (failure) => adviceOn(registrationAdvice, failure),
};

const askAdministrator = `Ask your Credo AI administrator: ${noWebhookApi}.`;

/** The webhooks of the account; no pages are documented. */
export const webhookList: ResourceList = {
	path: '/webhooks',
	type,
	wording: {
		doing: 'list the webhooks',
		advise: onStatus({ 403: askAdministrator, 404: askAdministrator }),
	},
};

/** Deletes a webhook, so that its receiver gets no more events. Throws a NodeApiError. */
export async function deleteWebhook(
	client: CredoAiClient,
	id: string,
	limits: RequestLimits,
): Promise<void> {
	const wording = { doing: 'delete the webhook' };
	await deleteResource(client, path`/webhooks/${id}`, id, wording, limits);
}

/** Reads every webhook of the account, to register a trigger as one more. Throws a NodeApiError. */
export async function readAllWebhooks(
	client: CredoAiClient,
	limits: RequestLimits,
): Promise<JsonApiResource[]> {
	const list = { ...webhookList, wording: registering, limits };
	const found: JsonApiResource[] = [];
	for await (const page of readPages(client, list, Number.POSITIVE_INFINITY)) found.push(...page);
	return found;
}

/**
 * Registers a trigger by one request, whatever comes, and gives the webhook's id. Where the answer does not show it, the
 * webhook is looked for: somebody else may have answered. Throws a NodeApiError when it is not registered, or nobody
 * knows.
 */
export async function createWebhook(
	client: CredoAiClient,
	attributes: WebhookAttributes,
	limits: RequestLimits,
): Promise<string> {
	const document = toDocument(type, { ...attributes });
	const { deadline } = limits;
	const request = { method: 'POST', path: '/webhooks', document, deadline } as const;
	const created = readResource(await client.send(request, registering));
	if (created && isRegisteredAt(attributes.url, created)) return created.id;

	const webhooks = await readAllWebhooks(client, limits);
	const registered = webhooks.find((webhook) => webhook.attributes.url === attributes.url);
	if (registered) return registered.id;
	throw client.unexpected(registering);
}

// The answer to a new webhook may leave out what was sent, or mask the secrets in its query, but it must not be about
// something else.
const isRegisteredAt = (url: string, created: JsonApiResource) =>
	['', type].includes(created.type) &&
	withoutQuery(created.attributes.url ?? url) === withoutQuery(url);

const withoutQuery = (url: unknown) => String(url).replace(/[?#].*$/s, '');

/** Changes the webhook of a trigger; the same change may be sent twice. Throws a NodeApiError when it is not changed. */
export async function changeWebhook(
	client: CredoAiClient,
	id: string,
	changes: Partial<WebhookAttributes>,
	limits: RequestLimits,
): Promise<void> {
	const content = { type, id, attributes: { ...changes } };
	await changeResource(client, path`/webhooks/${id}`, content, registering, limits);
}
