import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { asFlag } from '../values/unknownInput';

import { lastingNamesOf } from './deliveryKey';
import { forgetKeys, recordKeys } from './recordedKeys';

/** The names of an item: it is a repeat when its own was recorded, and all of them are recorded with it. */
interface RecordedNames {
	own: string;
	all: string[];
}

/**
 * Ends an execution whose delivery already ran, by the keys that n8n keeps in its database: one that comes again
 * after a restart, or on another webhook processor. Runs as the trigger's own `execute()`. Manual runs and retries by
 * hand pass, since a person asked for them, and so does everything when the trigger's option `ignoreDuplicates` is
 * off. `namesOf` gives the names to record; an item without any passes, since its key does not name one delivery for
 * good. An item is a repeat when another execution recorded its key with at least as much proof.
 */
export async function dropRepeatedExecutions(
	context: IExecuteFunctions,
	namesOf: (item: INodeExecutionData) => RecordedNames | undefined = lastingNamesOf,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	if (['manual', 'retry'].includes(context.getMode())) return [items];
	if (asFlag(context.getNodeParameter('options.ignoreDuplicates', 0, true)) === false)
		return [items];

	const names = new Map<INodeExecutionData, RecordedNames>();
	for (const item of items) {
		const ofItem = namesOf(item);
		if (ofItem) names.set(item, ofItem);
	}
	if (names.size === 0) return [items];

	// A queue gives the job of a worker that died to another. The name with the execution in it tells this execution,
	// run again from its start, from another one of the same delivery.
	const inThisExecution = (name: string) => `${name}@${context.getExecutionId()}`;
	const toRecord = [...names.values()].flatMap(({ own, all }) => [...all, inThisExecution(own)]);
	const seen = await recordOrRun(context, toRecord);
	const isRepeat = ({ own }: { own: string }) => seen.has(own) && !seen.has(inThisExecution(own));
	const repeats = [...names.values()].filter(isRepeat);
	forgetKeys(
		context,
		repeats.map(({ own }) => inThisExecution(own)),
	);

	return [
		items.filter((item) => {
			const remembered = names.get(item);
			return remembered === undefined || !isRepeat(remembered);
		}),
	];
}

// n8n's helper throws when another process records a trigger's first keys at the same moment. The sender has its
// 200 by then, so better twice than never.
async function recordOrRun(
	context: IExecuteFunctions,
	keys: string[],
): Promise<ReadonlySet<string>> {
	try {
		return await recordKeys(context, keys);
	} catch (error) {
		context.logger.warn('Could not look up whether a delivery ran before, so it runs', {
			reason: String(error),
			workflowId: context.getWorkflow().id,
			nodeId: context.getNode().id,
		});
		return new Set();
	}
}
