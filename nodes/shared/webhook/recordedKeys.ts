import type { IExecuteFunctions } from 'n8n-workflow';

/** How many keys n8n's database keeps for one trigger node; a delivery takes two to eight, by its proofs. */
const maximumKeys = 10_000;

/** What executions of one trigger record together. */
interface Batch {
	lists: string[][];
	/** Which keys of each list were recorded before, by an earlier batch or by an earlier list of this one. */
	seen: Promise<Map<string[], Set<string>>>;
}

const waiting = new Map<string, Batch>();
const underWay = new Map<string, Promise<unknown>>();

/**
 * Records the keys of an execution in n8n's database and gives those that were recorded before. n8n's helper
 * reads a trigger's whole list and writes it back whole, so executions that record at the same moment would lose
 * each other's keys: within this process one call at a time is under way for a trigger, and what comes meanwhile
 * goes into the next call together. Throws what n8n's helper throws.
 */
export async function recordKeys(
	context: IExecuteFunctions,
	keys: string[],
): Promise<ReadonlySet<string>> {
	const trigger = `${context.getWorkflow().id}:${context.getNode().id}`;
	const { lists, seen } = waiting.get(trigger) ?? openBatch(trigger, context);
	lists.push(keys);
	return (await seen).get(keys) ?? new Set();
}

function openBatch(trigger: string, context: IExecuteFunctions): Batch {
	const before = underWay.get(trigger);
	const lists: string[][] = [];
	const seen = (async () => {
		await before;
		waiting.delete(trigger);
		const { processed } = await context.helpers.checkProcessedAndRecord(lists.flat(), 'node', {
			mode: 'entries',
			maxEntries: maximumKeys,
		});
		return seenByList(lists, new Set(processed.map(String)));
	})();
	const end = seen
		.catch(() => undefined)
		.then(() => {
			if (underWay.get(trigger) === end) underWay.delete(trigger);
		});
	underWay.set(trigger, end);

	const batch = { lists, seen };
	waiting.set(trigger, batch);
	return batch;
}

function seenByList(lists: string[][], recorded: Set<string>): Map<string[], Set<string>> {
	const known = new Set(recorded);
	return new Map(
		lists.map((keys) => {
			const seen = new Set(keys.filter((key) => known.has(key)));
			keys.forEach((key) => known.add(key));
			return [keys, seen];
		}),
	);
}
