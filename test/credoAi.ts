import type { CredoAiSimulator, WebhookAttributes } from '../sandbox/simulators/credoAi';

/** A test's hold on a simulated Credo AI. */
interface Held {
	simulator: Pick<CredoAiSimulator, 'webhooks' | 'requests'>;
}

/** The event that a test uses when it does not matter which. */
export const reviewStatus = 'use_case_review_status_updated';

/** The attributes of the one webhook that the account holds; throws when there are more or none. */
export function onlyWebhook({ simulator }: Held): WebhookAttributes {
	const [webhook, ...others] = simulator.webhooks();
	if (webhook === undefined || others.length > 0) {
		throw new Error(`The account holds ${simulator.webhooks().length} webhooks`);
	}
	return webhook.attributes;
}

/** The requests to the webhook resource so far, as `METHOD`, oldest first. */
export function webhookRequests({ simulator }: Held): string[] {
	const concerned = simulator.requests.filter(({ path }) => /\/webhooks(\/|$)/.test(path));
	return concerned.map(({ method }) => method);
}
