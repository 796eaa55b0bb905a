import { DataDeduplicationService } from 'n8n-core';
import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';
import { setImmediate } from 'node:timers/promises';

/**
 * n8n's table `processed_data` in memory: one row for each workflow and node, hashes replaced by the
 * values. As in n8n a check reads, decides and writes without a lock: checks at the same moment may
 * each find a value new, and of two that find no row yet the second throws.
 */
class ProcessedData implements IDataDeduplicator {
	private readonly rows = new Map<string, DeduplicationItemTypes[]>();

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		{ mode, maxEntries }: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		if (mode !== 'entries') throw new Error(`The engine tests know no deduplication by "${mode}"`);
		const row = rowOf(scope, context);
		const known = await this.read(row);
		if (known === undefined) {
			await this.insert(row, newest(items, maxEntries));
			return { new: items, processed: [] };
		}
		const before = new Set(known);
		const fresh = items.filter((item) => !before.has(item));
		await this.write(row, newest([...known, ...fresh], maxEntries));
		return { new: fresh, processed: items.filter((item) => before.has(item)) };
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<void> {
		const row = rowOf(scope, context);
		const known = await this.read(row);
		if (known !== undefined)
			await this.write(
				row,
				known.filter((item) => !items.includes(item)),
			);
	}

	clearAllProcessedItems = notPlayed;
	getProcessedDataCount = notPlayed;

	private async read(row: string): Promise<DeduplicationItemTypes[] | undefined> {
		await setImmediate();
		return this.rows.get(row);
	}

	private async insert(row: string, items: DeduplicationItemTypes[]): Promise<void> {
		await setImmediate();
		if (this.rows.has(row)) throw new Error('UNIQUE constraint failed: processed_data.context');
		this.rows.set(row, items);
	}

	private async write(row: string, items: DeduplicationItemTypes[]): Promise<void> {
		await setImmediate();
		this.rows.set(row, items);
	}
}

async function notPlayed(): Promise<never> {
	throw new Error('The engine tests only check and record what was processed');
}

function rowOf(scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData): string {
	return scope === 'node' ? `${workflow.id} n:${node?.id}` : workflow.id;
}

function newest(items: DeduplicationItemTypes[], maxEntries?: number): DeduplicationItemTypes[] {
	return maxEntries ? items.slice(-maxEntries) : [...items];
}

beforeAll(async () => await DataDeduplicationService.init(new ProcessedData()));
