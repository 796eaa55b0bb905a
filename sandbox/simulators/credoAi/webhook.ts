import { z } from 'zod';

import type { Account } from './account/account';
import type { Webhook, WebhookAttributes } from './account/entries';
import { filledText, httpUrl, record, text } from './body';
import { type Call, type Endpoint, listsAll, changes, creates, gets, removes } from './endpoint';
import { invalid, notFound } from './refusal';

const required = {
	description: filledText,
	url: httpUrl,
	authentication_method: z.enum(['none', 'o_auth']),
	event_types: z.array(filledText).min(1),
};

const optional = {
	bucket: text,
	environment: text,
	authentication_payload: record,
	authentication_payload_type: z.enum(['application/json', 'application/x-www-form-urlencoded']),
	authentication_server: httpUrl,
	event_type_prefix: text,
	event_type_suffix: text,
};

/** `POST /webhooks`; any attribute that the specification does not list is refused. */
export const newWebhook = z.strictObject({
	...required,
	...z.object(optional).partial().shape,
});

/** `PATCH /webhooks/{id}` */
const webhookChanges = z.strictObject({ ...required, ...optional }).partial();

/** What the service answers for everything that was left out, as recorded. */
const defaults = {
	bucket: null,
	environment: null,
	authentication_payload: {},
	authentication_payload_type: null,
	authentication_server: null,
	event_type_prefix: null,
	event_type_suffix: null,
} satisfies Partial<WebhookAttributes>;

type Required = Omit<WebhookAttributes, keyof typeof defaults>;

/** Registers a webhook by its attributes. Throws a 422 where `o_auth` lacks what belongs to it. */
export function addWebhook(
	account: Account,
	given: Partial<WebhookAttributes> & Required,
): Webhook {
	const attributes = { ...defaults, ...given };
	refuseIncompleteAuthentication(attributes);
	return account.webhooks.add(attributes);
}

/** Changes a webhook. Throws a 422 where that would leave `o_auth` incomplete, and then changes nothing. */
function changeWebhook(webhook: Webhook, changes: Partial<WebhookAttributes>): void {
	refuseIncompleteAuthentication({ ...webhook.attributes, ...changes });
	Object.assign(webhook.attributes, changes);
}

function refuseIncompleteAuthentication(attributes: WebhookAttributes): void {
	if (attributes.authentication_method === 'none') return;
	const { authentication_payload: payload } = attributes;
	if (Object.keys(payload).length === 0) throw invalid("authentication_payload can't be blank");
	if (!attributes.authentication_payload_type) {
		throw invalid("authentication_payload_type can't be blank");
	}
	if (!attributes.authentication_server) throw invalid("authentication_server can't be blank");
}

const webhookOf = ({ account, id }: Call): Webhook => account.webhooks.get(id());

const endpoints: readonly Endpoint[] = [
	listsAll('/webhooks', ({ account }) => account.webhooks.all()),
	creates(
		'/webhooks',
		() => undefined,
		newWebhook,
		(account, _user, _parent, given) => addWebhook(account, given),
	),
	gets('/webhooks/:id', webhookOf),
	changes('/webhooks/:id', webhookOf, webhookChanges, (_account, _user, webhook, given) =>
		changeWebhook(webhook, given),
	),
	removes('/webhooks/:id', webhookOf, (account, _user, { id }) => account.deregister(id)),
];

/** The registrations. Throws the API's 404 for each where the tenant has no such interface. */
export const webhookEndpoints = endpoints.map((endpoint) => ({
	...endpoint,
	answer: (call: Call) => {
		if (!call.account.settings.hasWebhookApi) throw notFound();
		return endpoint.answer(call);
	},
}));
