import { CredoAi } from '../../../nodes/CredoAi/CredoAi.node';
import { CredoAiTrigger } from '../../../nodes/CredoAi/CredoAiTrigger.node';
import {
	startCredoAiSimulator,
	type CredoAiSimulator,
	type CredoAiSimulatorOptions,
	type WebhookAttributes,
} from '../../../sandbox/simulators/credoAi';
import type { ServedTrigger } from '../engine';
import { useService, type SimulatedService } from '../simulatedService';

/** A Credo AI for each test, and the nodes that use it. */
export type CredoAiService = SimulatedService<CredoAiSimulator>;

/** The event that a test uses when it does not matter which. */
export const reviewStatus = 'use_case_review_status_updated';

/** Gives each test of a file a Credo AI whose 27 hours of retries take a second, and ends it afterwards. */
export function useCredoAi(options: CredoAiSimulatorOptions = {}): CredoAiService {
	return useService<CredoAiSimulator>({
		start: async () => await startCredoAiSimulator({ timeScale: 1e-5, ...options }),
		credentialType: 'credoAiApi',
		credentialOf: ({ origin, tenant, apiToken }) => ({ baseUrl: origin, tenant, apiToken }),
		apiPathOf: ({ tenant }) => `/api/v2/${tenant}`,
		newNode: () => new CredoAi(),
		newTrigger: () => new CredoAiTrigger(),
		triggerParameters: { events: [reviewStatus] },
	});
}

/** The attributes of the one webhook that the account holds; throws when there are more or none. */
export function onlyWebhook({ simulator }: Pick<CredoAiService, 'simulator'>): WebhookAttributes {
	const [webhook, ...others] = simulator.webhooks();
	if (webhook === undefined || others.length > 0) {
		throw new Error(`The account holds ${simulator.webhooks().length} webhooks`);
	}
	return webhook.attributes;
}

/** The requests to the webhook resource so far, as `METHOD`. */
export function webhookRequests({ requests }: Pick<CredoAiService, 'requests'>): string[] {
	const concerned = requests().filter((request) => request.includes(' /webhooks'));
	return concerned.map((request) => request.replace(/ .*/, ''));
}

/** What a user reads when publishing did not work. */
export async function publishMessage(trigger: ServedTrigger): Promise<string> {
	return await trigger.publish().then(
		() => 'published',
		(error: unknown) => (error instanceof Error ? error.message : String(error)),
	);
}
