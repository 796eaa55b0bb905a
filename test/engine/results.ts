import type { IDataObject } from 'n8n-workflow';

import type { NodeResult } from './executeNode';
import type { ServedTrigger } from './serveTrigger';

/** The JSON of every item that came out; throws what stopped the execution. */
export function jsonOf({ output, error }: NodeResult): IDataObject[] {
	if (error) throw error;
	return (output[0] ?? []).map(({ json }) => json);
}

/** The JSON of the only item that came out; throws when there are more or none, or what stopped the execution. */
export function onlyJsonOf(result: NodeResult): IDataObject {
	const [json, ...others] = jsonOf(result);
	if (json === undefined || others.length > 0) {
		throw new Error(`${jsonOf(result).length} items came out, not one`);
	}
	return json;
}

/** What the user reads when the execution stopped: the message and the advice. */
export function wordsOf({ error }: NodeResult): { message?: string; description?: string } {
	const { message, description } = error ?? {};
	return { message, description: description ?? undefined };
}

/** The hints that the node gives with its output. */
export function hintsOf({ run }: NodeResult): string[] {
	return Object.values(run.data.resultData.runData)
		.flat()
		.flatMap(({ hints = [] }) => hints.map(({ message }) => message));
}

/** The JSON of every item with which n8n would have started an execution. */
export function startedItems({ executions }: ServedTrigger): IDataObject[] {
	return executions.flat(2).map(({ json }) => json);
}
