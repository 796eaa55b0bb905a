import type { Account } from '../account/account';
import type { Webhook, WebhookAttributes } from '../account/entries';
import { invalid } from '../answers/refusal';

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
export function changeWebhook(webhook: Webhook, changes: Partial<WebhookAttributes>): void {
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
