import { CredoAiSimulator, type CredoAiSimulatorOptions } from './simulator';

export type { Delivery, DeliveryMisbehaviour } from '../shared/delivery';

export type { Fault, FaultEffect } from '../shared/misbehaviour';

export type { RecordedRequest } from '../shared/recording';

export type { Entry, Review, Task, UseCase, Webhook, WebhookAttributes } from './account/entries';

export type { TokenRequest } from './callbacks/bearer';

export { documentedEvents } from './callbacks/documentedEvents';

export type { PayloadGeneration } from './callbacks/envelope';

export { CredoAiSimulator, type CredoAiSimulatorOptions, type Forgery } from './simulator';

/** Starts a Credo AI of one tenant on 127.0.0.1, filled with a few use cases. */
export async function startCredoAiSimulator(
	options: CredoAiSimulatorOptions = {},
): Promise<CredoAiSimulator> {
	const simulator = new CredoAiSimulator(options);
	await simulator.listen(options.port ?? 0);
	return simulator;
}
