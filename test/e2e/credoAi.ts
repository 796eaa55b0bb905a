import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { N8nClient } from '../../sandbox/n8nClient';
import {
	startCredoAiSimulator,
	type CredoAiSimulator,
	type CredoAiSimulatorOptions,
	type Delivery,
} from '../../sandbox/simulators/credoAi';
import { post, type Answer } from '../calls';
import { reviewStatus } from '../credoAi';

import { openService, type Service } from './service';
import { credoAiTrigger } from './workflowBuilder';

/** A Credo AI of its own for one test file, and what n8n knows of it. */
export type CredoAiService = Service<CredoAiSimulator>;

/** Of the service's retries: 27 hours become one second. */
const TIME_SCALE = 1e-5;

/** Opens an account whose sender tries again soon, with a credential for it in n8n. */
export async function openCredoAi(
	n8n: N8nClient,
	more: ICredentialDataDecryptedObject = {},
	options: CredoAiSimulatorOptions = {},
): Promise<CredoAiService> {
	const simulator = await startCredoAiSimulator({ timeScale: TIME_SCALE, ...options });
	const { origin: baseUrl, tenant, apiToken } = simulator;
	return await openService(n8n, {
		simulator,
		credentialType: 'credoAiApi',
		credentialData: { baseUrl, tenant, apiToken, ...more },
		// A trigger on changes of a review's status, unless told otherwise.
		newTrigger: (credential, parameters) =>
			credoAiTrigger({ credential, parameters: { events: [reviewStatus], ...parameters } }),
	});
}

/** Sends once more, byte for byte, what was delivered; with other headers over the ones that were sent. */
export async function sendAgain(
	{ url, rawBody, attempts }: Delivery,
	headers: Record<string, string> = {},
): Promise<Answer> {
	return await post(url, rawBody, { ...attempts.at(-1)?.headers, ...headers });
}

/** The only delivery that an event caused, once it has ended. */
export async function onlyDelivery(deliveries: readonly Delivery[]): Promise<Delivery> {
	const [delivery, ...others] = deliveries;
	if (delivery === undefined || others.length > 0) {
		throw new Error(`${deliveries.length} deliveries, not one`);
	}
	return await delivery.finished;
}
