import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import { keepPerNode } from './perNode';

/** How many keys n8n's database keeps for one trigger node; a delivery takes two to eight, depending on its proofs. */
const maximumKeys = 10_000;

/** How often a key is recorded at most, the first time included, until a look finds it. */
const mostRecordings = 6;

/**
 * The pause between two calls to n8n's helper, in milliseconds: time for another process to overwrite what was recorded,
 * and never the same, so that two processes do not keep meeting.
 */
const pauseMilliseconds = () => 60 + 60 * Math.random();

/** An execution that waits for what was recorded before it. */
interface Waiting {
	context: IExecuteFunctions;
	keys: string[];
	resolve: (seen: ReadonlySet<string>) => void;
	reject: (reason: unknown) => void;
}

/**
 * Records the keys of one trigger for all executions of this process. n8n's helper reads a trigger's whole list and
 * writes it back whole, so executions that record at the same moment would lose each other's keys. Here one call at a
 * time is under way; keys that come meanwhile go into the next one, and so do those of the call before, since another
 * process may have overwritten them: what is missing is recorded again by the same call.
 */
class KeyRecorder {
	private waiting: Waiting[] = [];

	/** Keys that were recorded and not yet found again, each with the number of its recordings. */
	private readonly sought = new Map<string, number>();

	/** Keys of repeats, which are taken out again: they would push out what is remembered. */
	private readonly unwanted = new Set<string>();

	private isAtWork = false;

	forget(context: IExecuteFunctions, keys: string[]): void {
		for (const key of keys) this.unwanted.add(key);
		if (!this.isAtWork) void this.work(context);
	}

	async record(context: IExecuteFunctions, keys: string[]): Promise<ReadonlySet<string>> {
		return await new Promise((resolve, reject) => {
			this.waiting.push({ context, keys, resolve, reject });
			if (!this.isAtWork) void this.work(context);
		});
	}

	private async work(context: IExecuteFunctions): Promise<void> {
		this.isAtWork = true;
		let latest = context;
		for (;;) {
			latest = this.waiting.at(-1)?.context ?? latest;
			await this.takeOut(latest);
			if (this.waiting.length > 0 || this.sought.size > 0) await this.recordTogether(latest);
			if (this.waiting.length === 0 && this.sought.size === 0 && this.unwanted.size === 0) break;
			await sleep(pauseMilliseconds());
		}
		this.isAtWork = false;
	}

	private async takeOut(context: IExecuteFunctions): Promise<void> {
		const keys = [...this.unwanted];
		this.unwanted.clear();
		for (const key of keys) this.sought.delete(key);
		if (keys.length === 0) return;
		try {
			await context.helpers.removeProcessed(keys, 'node', { mode: 'entries' });
		} catch (error) {
			context.logger.debug('Could not take the keys of a repeat out again', {
				reason: String(error),
			});
		}
	}

	private async recordTogether(context: IExecuteFunctions): Promise<void> {
		const [batch, sought] = [this.waiting, [...this.sought.keys()]];
		this.waiting = [];
		const keys = new Set([...batch.flatMap((each) => each.keys), ...sought]);
		try {
			const found = await recordAtLast(context, [...keys]);
			this.note(keys, found);
			// What this process recorded was there, whoever has overwritten it since.
			tellSeen(batch, new Set([...found, ...sought]));
		} catch (error) {
			context.logger.debug('Could not check that deliveries stay recorded', {
				reason: String(error),
			});
			this.sought.clear();
			for (const { reject } of batch) reject(error);
		}
	}

	private note(keys: ReadonlySet<string>, found: ReadonlySet<string>): void {
		for (const key of keys) {
			const recordings = (this.sought.get(key) ?? 0) + 1;
			if (found.has(key) || recordings >= mostRecordings) this.sought.delete(key);
			else this.sought.set(key, recordings);
		}
	}
}

const recorderOf = keepPerNode(() => new KeyRecorder());

/**
 * Records the keys of an execution in n8n's database and gives those that were recorded before, by another execution of
 * this trigger. Throws what n8n's helper throws, if it keeps throwing.
 */
export async function recordKeys(
	context: IExecuteFunctions,
	keys: string[],
): Promise<ReadonlySet<string>> {
	return await recorderOf(context).record(context, keys);
}

/** Takes keys out that were recorded for nothing, soon. */
export function forgetKeys(context: IExecuteFunctions, keys: string[]): void {
	if (keys.length > 0) recorderOf(context).forget(context, keys);
}

/** Records keys and gives those that were there. The helper throws when two processes record a trigger's first keys. */
async function recordAtLast(context: IExecuteFunctions, keys: string[]): Promise<Set<string>> {
	const record = async () => {
		const { processed } = await context.helpers.checkProcessedAndRecord(keys, 'node', {
			mode: 'entries',
			maxEntries: maximumKeys,
		});
		return new Set(processed.map(String));
	};
	for (let recordings = 1; recordings < mostRecordings; recordings++) {
		const found = await record().catch(() => undefined);
		if (found) return found;
		await sleep(pauseMilliseconds());
	}
	return await record();
}

/** Tells each execution which of its keys were seen before: earlier, or in an execution before it in the same batch. */
function tellSeen(batch: Waiting[], seenBefore: ReadonlySet<string>): void {
	const known = new Set(seenBefore);
	for (const { keys, resolve } of batch) {
		resolve(new Set(keys.filter((key) => known.has(key))));
		keys.forEach((key) => known.add(key));
	}
}
