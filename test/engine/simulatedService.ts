import type { ICredentialDataDecryptedObject, INodeParameters, INodeType } from 'n8n-workflow';

import {
	CredentialStore,
	executeNode,
	serveTrigger,
	type NodeExecution,
	type NodeResult,
	type ServedTrigger,
	type TriggerToServe,
} from './engine';

/** What a test wants different about a node, besides its parameters. */
export type Changes<Settings> = Partial<Omit<Settings, 'parameters' | 'credentials'>> & {
	/** Values over those of the service's credential. */
	credential?: ICredentialDataDecryptedObject;
	/** A credential that is kept over several runs; a new one by default. */
	credentials?: CredentialStore;
};

/** A simulated service and the nodes that use it, each test with a service of its own. */
export interface SimulatedService<Simulator> {
	readonly simulator: Simulator;
	/** What a person enters to use the service. */
	readonly credential: ICredentialDataDecryptedObject;
	/** The credential, with other values over it, to be kept over several runs. */
	keepCredential: (changes?: ICredentialDataDecryptedObject) => CredentialStore;
	/** The node set up for an operation (`useCase:get`), for what runs it in another way than `run`. */
	setUp: (
		operation: string,
		parameters?: INodeParameters,
		more?: Changes<NodeExecution>,
	) => NodeExecution;
	/** Runs an operation (`useCase:get`) of the node, on one empty item unless told otherwise. */
	run: (
		operation: string,
		parameters?: INodeParameters,
		more?: Changes<NodeExecution>,
	) => Promise<NodeResult>;
	/** Serves the trigger until the test ends; it is not published yet. */
	serve: (parameters?: INodeParameters, more?: Changes<TriggerToServe>) => Promise<ServedTrigger>;
	/** The requests to the service so far, as `METHOD path`, without what every path begins with. */
	requests: () => string[];
}

interface Simulated {
	readonly requests: ReadonlyArray<{ method: string; path: string }>;
	close: () => Promise<void>;
}

/** What one service has in place of another. */
export interface ServiceTraits<Simulator> {
	start: () => Promise<Simulator>;
	credentialType: string;
	credentialOf: (simulator: Simulator) => ICredentialDataDecryptedObject;
	/** What the path of every request begins with. */
	apiPathOf: (simulator: Simulator) => string;
	newNode: () => INodeType;
	newTrigger: () => INodeType;
	/** What a trigger is told unless a test says otherwise. */
	triggerParameters?: INodeParameters;
}

/** Starts a service for each test of a file and ends it afterwards, with every trigger that was served. */
export function useService<Simulator extends Simulated>(
	traits: ServiceTraits<Simulator>,
): SimulatedService<Simulator> {
	let running: Simulator | undefined;
	let triggers: ServedTrigger[] = [];

	beforeEach(async () => {
		running = await traits.start();
	});

	// A server that stays open would keep a failing test from ending.
	afterEach(async () => {
		for (const trigger of triggers) await trigger.close();
		triggers = [];
		await running?.close();
		running = undefined;
	});

	const simulator = (): Simulator => {
		if (running === undefined) throw new Error('The service runs only while a test does');
		return running;
	};
	const keepCredential = (changes?: ICredentialDataDecryptedObject) => {
		const values = { ...traits.credentialOf(simulator()), ...changes };
		return new CredentialStore({ [traits.credentialType]: values });
	};
	const setUp: SimulatedService<Simulator>['setUp'] = (name, parameters, more = {}) => {
		const [resource = '', operation = ''] = name.split(':');
		const { credential, credentials = keepCredential(credential), ...settings } = more;
		return {
			nodeType: traits.newNode(),
			...settings,
			credentials,
			parameters: { resource, operation, ...parameters },
		};
	};

	return {
		get simulator() {
			return simulator();
		},
		get credential() {
			return traits.credentialOf(simulator());
		},
		keepCredential,
		setUp,
		run: async (...given) => await executeNode(setUp(...given)),
		serve: async (parameters, more = {}) => {
			const { credential, credentials = keepCredential(credential), ...settings } = more;
			const trigger = await serveTrigger({
				nodeType: traits.newTrigger(),
				...settings,
				credentials,
				parameters: { ...traits.triggerParameters, ...parameters },
			});
			triggers.push(trigger);
			return trigger;
		},
		requests: () => {
			const beginning = traits.apiPathOf(simulator());
			return simulator()
				.requests.filter(({ path }) => path.startsWith(beginning))
				.map(({ method, path }) => `${method} ${path.slice(beginning.length)}`);
		},
	};
}
