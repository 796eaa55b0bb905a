import type { INodeParameters } from 'n8n-workflow';

import type { Resource } from '../../../nodes/shared/node/operations';
import { CredentialStore, executeNode, type NodeResult } from '../engine';
import type { ServiceTraits } from '../simulatedService';

import { schemaOf, type Schema } from './schema';

/** Runs an operation (`useCase:get`) of the node on one item that has a file in `data`. */
export type Run = (operation: string, parameters: INodeParameters) => Promise<NodeResult>;

/** What a service's account looks like for a run of every operation, and values for their fields. */
export type Scenario<Simulator> = (simulator: Simulator, run: Run) => Promise<INodeParameters>;

/** A node, the service that it runs against, and the states of that service in which each operation runs once. */
export interface DescribedNode<Simulator> {
	/** Of the node, e.g. `Credas`. */
	readonly folder: string;
	/** The file that holds the scenarios. */
	readonly scenariosIn: string;
	readonly resources: ReadonlyArray<Pick<Resource<never>, 'value' | 'operations'>>;
	readonly traits: Pick<
		ServiceTraits<Simulator>,
		'start' | 'newNode' | 'credentialType' | 'credentialOf'
	>;
	readonly scenarios: ReadonlyArray<Scenario<Simulator>>;
}

/** Each operation of a node as `resource:operation`, in the order of the lists. */
export function operationsOf<Simulator>({ resources }: DescribedNode<Simulator>): string[] {
	return resources.flatMap(({ value, operations }) =>
		operations.map((operation) => `${value}:${operation.value}`),
	);
}

/**
 * Runs an operation once in each scenario and gives the schema of what came out, with Simplify as it comes. An operation that
 * does not work in one of them, such as a magic link for a process that is complete, is left out there. Throws where it works in none.
 */
export async function makeSchema<Simulator extends { close: () => Promise<void> }>(
	node: DescribedNode<Simulator>,
	operation: string,
): Promise<Schema & { version: 1 }> {
	const outcomes: NodeResult[] = [];
	for (const scenario of node.scenarios) outcomes.push(await runIn(scenario, node, operation));
	const samples = outcomes
		.filter(({ error, waitTill }) => !error && !waitTill)
		.flatMap(({ output }) => output.flat().map(({ json }) => json));
	if (samples.length > 0) return { ...schemaOf(samples), version: 1 };
	const why = outcomes.map(({ error }) => error?.description ?? error?.message ?? 'no item');
	throw new Error(
		`${operation} gave nothing: ${[...new Set(why)].join('; ')}. ` +
			`Give its fields values, or the service what it needs, in ${node.scenariosIn}.`,
	);
}

async function runIn<Simulator extends { close: () => Promise<void> }>(
	scenario: Scenario<Simulator>,
	{ traits }: DescribedNode<Simulator>,
	operation: string,
): Promise<NodeResult> {
	const simulator = await traits.start();
	const values = { [traits.credentialType]: traits.credentialOf(simulator) };
	const credentials = new CredentialStore(values);
	const data = Buffer.from('A made-up document').toString('base64');
	const run: Run = async (name, parameters) => {
		const [resource = '', value = ''] = name.split(':');
		return await executeNode({
			nodeType: traits.newNode(),
			credentials,
			parameters: { ...parameters, resource, operation: value },
			input: [{ json: {}, binary: { data: { data, mimeType: 'text/plain', fileName: 'a.txt' } } }],
		});
	};
	try {
		return await run(operation, await scenario(simulator, run));
	} finally {
		await simulator.close();
	}
}
