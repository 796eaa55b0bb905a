import { Credas } from '../../../nodes/Credas/Credas.node';
import { CredasTrigger } from '../../../nodes/Credas/CredasTrigger.node';
import {
	apiPrefix,
	startCredasSimulator,
	type CredasSimulator,
	type SimulatorOptions,
} from '../../../sandbox/simulators/credas';
import { useService, type ServiceTraits, type SimulatedService } from '../simulatedService';

/** A Credas portal for each test, and the nodes that use it. */
export type CredasService = SimulatedService<CredasSimulator>;

/** Gives each test of a file a portal whose retries take milliseconds, and ends it afterwards. */
export function useCredas(options: SimulatorOptions = {}): CredasService {
	return useService(credasTraits(options));
}

/** A portal whose retries take milliseconds, and the nodes that use it. */
export function credasTraits(options: SimulatorOptions = {}): ServiceTraits<CredasSimulator> {
	return {
		start: async () => await startCredasSimulator({ timeScale: 0.001, ...options }),
		credentialType: 'credasApi',
		credentialOf: ({ origin, apiKey }) => ({ environment: 'custom', baseUrl: origin, apiKey }),
		apiPathOf: () => apiPrefix,
		newNode: () => new Credas(),
		newTrigger: () => new CredasTrigger(),
	};
}

/** Every event of the trigger. */
export const everyEvent = [
	'processComplete',
	'processOther',
	'inviteUpdated',
	'resultUpdated',
	'monitoringAlert',
];

/** The callback about a process as Credas' documents print it. */
export function processCallback(
	{ clientId }: Pick<CredasSimulator, 'clientId'>,
	processId: string,
	status = 2,
) {
	return {
		ProcessId: processId,
		ClientId: clientId,
		Status: status,
		StatusDescription: 'The process is complete',
	};
}
