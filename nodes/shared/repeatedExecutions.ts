import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { recordKeys } from './processedKeys';

/**
 * Ends an execution whose delivery already ran, by the keys that n8n keeps in its database: what comes again
 * after a restart, or on another webhook processor. Runs as the trigger's own `execute()`. Manual runs and
 * retries by hand pass, since a person asked for them, and everything does with the trigger's option
 * `ignoreDuplicates` off. `isDurable` says whether an item's `deliveryKey` names one delivery for ever; other
 * keys are not recorded.
 */
export async function dropRepeatedExecutions(
	context: IExecuteFunctions,
	isDurable: (item: INodeExecutionData) => boolean,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	if (['manual', 'retry'].includes(context.getMode())) return [items];
	if (context.getNodeParameter('options.ignoreDuplicates', 0, true) === false) return [items];

	const keys = items.filter(isDurable).map(keyOf);
	if (keys.length === 0) return [items];

	// A queue gives the job of a worker that died to another one. The second key tells this execution,
	// run again from its start, from another execution of the same delivery.
	const ownKey = (key: string) => `${key}@${context.getExecutionId()}`;
	const seen = await recordOrRun(context, [...keys, ...keys.map(ownKey)]);
	const isRepeat = (key: string) => seen.has(key) && !seen.has(ownKey(key));

	return [items.filter((item) => !isDurable(item) || !isRepeat(keyOf(item)))];
}

// n8n's helper throws when another process records a trigger's first keys at the same moment. The sender has its
// 200 by then, so rather twice than never.
async function recordOrRun(
	context: IExecuteFunctions,
	keys: string[],
): Promise<ReadonlySet<string>> {
	try {
		return await recordKeys(context, keys);
	} catch (error) {
		context.logger.warn('Whether a delivery ran before could not be looked up, so it runs', {
			reason: String(error),
			workflowId: context.getWorkflow().id,
			nodeId: context.getNode().id,
		});
		return new Set();
	}
}

const keyOf = ({ json }: INodeExecutionData) => String(json.deliveryKey);
