import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { CredoAi } from '../../../nodes/CredoAi/CredoAi.node';
import type { CredoAiSimulator } from '../../../sandbox/simulators/credoAi';
import { CredentialStore, executeNode, type NodeExecution, type NodeResult } from '../engine';

/** The credential of a person who has the simulator's token. */
export function credentialsFor(
	simulator: CredoAiSimulator,
	changes: Record<string, string> = {},
): CredentialStore {
	const { origin: baseUrl, tenant, apiToken } = simulator;
	return new CredentialStore({ credoAiApi: { baseUrl, tenant, apiToken, ...changes } });
}

/** Runs one operation (`useCase:get`) of the Credo AI node against the simulator. */
export async function runCredoAi(
	simulator: CredoAiSimulator,
	name: string,
	parameters: INodeParameters = {},
	more: Partial<NodeExecution> = {},
): Promise<NodeResult> {
	const [resource = '', operation = ''] = name.split(':');
	return await executeNode({
		nodeType: new CredoAi(),
		credentials: credentialsFor(simulator),
		...more,
		parameters: { resource, operation, ...parameters },
	});
}

/** The JSON of every item that came out; throws what stopped the execution. */
export function jsonOf({ output, error }: NodeResult): IDataObject[] {
	if (error) throw error;
	return (output[0] ?? []).map(({ json }) => json);
}

/** What the user reads when the execution stopped: the message and the advice. */
export function wordsOf({ error }: NodeResult): { message?: string; description?: string } {
	const { message, description } = error ?? {};
	return { message, description: description ?? undefined };
}
