import { CredoAi } from '../../../nodes/CredoAi/CredoAi.node';
import { CredoAiTrigger } from '../../../nodes/CredoAi/CredoAiTrigger.node';
import {
	startCredoAiSimulator,
	type CredoAiSimulator,
	type CredoAiSimulatorOptions,
} from '../../../sandbox/simulators/credoAi';
import { reviewStatus } from '../../credoAi';
import type { ServedTrigger } from '../engine';
import { useService, type ServiceTraits, type SimulatedService } from '../simulatedService';

/** A Credo AI for each test, and the nodes that use it. */
export type CredoAiService = SimulatedService<CredoAiSimulator>;

/** Gives each test of a file a Credo AI whose 27 hours of retries take a second, and ends it afterwards. */
export function useCredoAi(options: CredoAiSimulatorOptions = {}): CredoAiService {
	return useService(credoAiTraits(options));
}

/** A Credo AI whose 27 hours of retries take a second, and the nodes that use it. */
export function credoAiTraits(
	options: CredoAiSimulatorOptions = {},
): ServiceTraits<CredoAiSimulator> {
	return {
		start: async () => await startCredoAiSimulator({ timeScale: 1e-5, ...options }),
		credentialType: 'credoAiApi',
		credentialOf: ({ origin, tenant, apiToken }) => ({ baseUrl: origin, tenant, apiToken }),
		apiPathOf: ({ tenant }) => `/api/v2/${tenant}`,
		newNode: () => new CredoAi(),
		newTrigger: () => new CredoAiTrigger(),
		triggerParameters: { events: [reviewStatus] },
	};
}

/** What a user reads when publishing did not work. */
export async function publishMessage(trigger: ServedTrigger): Promise<string> {
	return await trigger.publish().then(
		() => 'published',
		(error: unknown) => (error instanceof Error ? error.message : String(error)),
	);
}
