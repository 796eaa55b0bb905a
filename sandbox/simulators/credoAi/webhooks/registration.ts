import type { Account } from '../account/account';
import type { Webhook, WebhookAttributes } from '../account/entries';
import {
	filledListOf,
	filledText,
	httpUrl,
	oneOf,
	orNull,
	readAttributes,
	record,
	text,
} from '../api/attributes';
import { invalid } from '../api/refusal';

/** Every attribute that the specification lists for a webhook; anything else is refused. */
const shape = {
	description: filledText,
	url: httpUrl,
	bucket: orNull(text),
	environment: orNull(text),
	authentication_method: oneOf(['none', 'o_auth']),
	authentication_payload: record,
	authentication_payload_type: orNull(
		oneOf(['application/json', 'application/x-www-form-urlencoded']),
	),
	authentication_server: orNull(httpUrl),
	event_type_prefix: orNull(text),
	event_type_suffix: orNull(text),
	event_types: filledListOf(filledText),
};

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

/** Registers a webhook from the body of a `POST /webhooks`. Throws a 400 or 422 for a body that does not describe one. */
export function registerWebhook(account: Account, body: unknown): Webhook {
	const given = readAttributes(body, shape, {
		required: ['description', 'event_types', 'url', 'authentication_method'],
	});
	return addWebhook(account, given);
}

/** Registers a webhook by its attributes. Throws a 422 where `o_auth` lacks what belongs to it. */
export function addWebhook(
	account: Account,
	given: Partial<WebhookAttributes> & Required,
): Webhook {
	const attributes = { ...defaults, ...given };
	refuseIncompleteAuthentication(attributes);
	return account.webhooks.add(attributes);
}

/** Changes a webhook by the body of a `PATCH /webhooks/{id}`. Throws a 400, 409 or 422 and then changes nothing. */
export function changeWebhook(webhook: Webhook, body: unknown): void {
	const changes = readAttributes(body, shape, { pathId: webhook.id });
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
