import type { ICredentialDataDecryptedObject, INode, INodeParameters } from 'n8n-workflow';

import type { CredentialSummary, N8nClient } from '../../sandbox/n8nClient';
import type { Delivery } from '../../sandbox/simulators/shared/delivery';

import { chain, noOp } from './workflowBuilder';
import { Workspace, type Published } from './workspace';

/** A simulated service of its own for one test file, and what n8n knows of it. */
export interface Service<Simulator> {
	n8n: N8nClient;
	simulator: Simulator;
	workspace: Workspace;
	/** The credential that n8n holds for the service. */
	credential: CredentialSummary;
	/** What a user enters into that credential, with other values over it. */
	credentialData: (changes?: ICredentialDataDecryptedObject) => ICredentialDataDecryptedObject;
	/** The service's trigger. */
	trigger: (parameters?: INodeParameters) => INode;
	/** Publishes a workflow of the trigger and a node after it, `Behind`. */
	publishTrigger: (name: string, parameters?: INodeParameters) => Promise<PublishedTrigger>;
	close: () => Promise<void>;
}

/** A workflow that begins with a trigger and was published. */
export interface PublishedTrigger extends Published {
	/** As it was published; change its parameters and save it as a new draft. */
	trigger: INode;
}

/** What one service has in place of another. */
interface ServiceTraits<Simulator> {
	simulator: Simulator;
	credentialType: string;
	/** What a user enters for the service. */
	credentialData: ICredentialDataDecryptedObject;
	newTrigger: (credential: CredentialSummary, parameters: INodeParameters) => INode;
}

/** Gives n8n a credential for a running service. */
export async function openService<Simulator extends { close: () => Promise<void> }>(
	n8n: N8nClient,
	traits: ServiceTraits<Simulator>,
): Promise<Service<Simulator>> {
	const { simulator } = traits;
	const workspace = new Workspace(n8n);
	const credential = await workspace.credential(traits.credentialType, traits.credentialData);
	const trigger = (parameters: INodeParameters = {}) => traits.newTrigger(credential, parameters);
	return {
		n8n,
		simulator,
		workspace,
		credential,
		credentialData: (changes) => ({ ...traits.credentialData, ...changes }),
		trigger,
		publishTrigger: async (name, parameters) => {
			const first = trigger(parameters);
			const published = await workspace.publish(chain(name, first, noOp()));
			return { ...published, trigger: first };
		},
		close: async () => {
			// Left listening, the service would keep the tests from ending.
			await workspace.close().finally(async () => await simulator.close());
		},
	};
}

/** How each attempt of a delivery was answered, once it has ended. */
export async function answersOf({ finished }: Delivery): Promise<Array<number | undefined>> {
	return (await finished).attempts.map(({ status }) => status);
}
