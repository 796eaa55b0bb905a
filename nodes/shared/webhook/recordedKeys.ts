import { sleep, type IExecuteFunctions } from 'n8n-workflow';

/** How many keys n8n's database keeps for one trigger node; a delivery takes two to eight, depending on its proofs. */
const maximumKeys = 10_000;

/** How often keys are recorded at most, the first time included, until a look finds them all. */
const mostRecordings = 6;

/** How long to wait before looking for what was recorded, in milliseconds: time for another process to overwrite it. */
const pauseMilliseconds = 40;

/** What several executions of one trigger record together. */
interface Batch {
	lists: string[][];
	/** Which keys of each list were recorded before, by an earlier batch or by an earlier list in this one. */
	seen: Promise<Map<string[], Set<string>>>;
}

const waiting = new Map<string, Batch>();
const underWay = new Map<string, Promise<unknown>>();

/**
 * Records the keys of an execution in n8n's database and gives those that were recorded before. n8n's helper
 * reads a trigger's whole list and writes it back whole, so executions that record at the same moment would lose
 * each other's keys. Within this process only one call at a time is under way for a trigger, and keys that come
 * meanwhile go into the next call together; what another process overwrites, a second look finds missing and records
 * again. Throws what n8n's helper throws, if it keeps throwing.
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
	const record = async () => await recordOnce(context, lists.flat());
	const seen = (async () => {
		await before;
		waiting.delete(trigger);
		return seenByList(lists, new Set((await recordAtLast(record)).processed));
	})();
	// The executions go on meanwhile; only the next batch waits, and grows.
	const end = seen
		.then(async () => await recordUntilFound(record))
		.catch((error: unknown) => {
			context.logger.debug('Could not check that deliveries stay recorded', {
				reason: String(error),
			});
		})
		.then(() => {
			if (underWay.get(trigger) === end) underWay.delete(trigger);
		});
	underWay.set(trigger, end);

	const batch = { lists, seen };
	waiting.set(trigger, batch);
	return batch;
}

type Recording = () => Promise<{ processed: string[]; isComplete: boolean }>;

async function recordOnce(context: IExecuteFunctions, keys: string[]): ReturnType<Recording> {
	const { new: added, processed } = await context.helpers.checkProcessedAndRecord(keys, 'node', {
		mode: 'entries',
		maxEntries: maximumKeys,
	});
	return { processed: processed.map(String), isComplete: added.length === 0 };
}

// The helper throws when two processes record the first keys of a trigger at the same moment.
async function recordAtLast(record: Recording): ReturnType<Recording> {
	for (let recordings = 1; recordings < mostRecordings; recordings++) {
		const recording = await record().catch(() => undefined);
		if (recording) return recording;
		await sleep(pauseMilliseconds);
	}
	return await record();
}

async function recordUntilFound(record: Recording): Promise<void> {
	for (let recordings = 1; recordings < mostRecordings; recordings++) {
		await sleep(pauseMilliseconds);
		if ((await record()).isComplete) return;
	}
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
