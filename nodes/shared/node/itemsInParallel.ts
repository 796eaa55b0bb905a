import { NodeApiError, NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

/** Why an item failed; names the item's index. */
export type ItemFailure = NodeApiError | NodeOperationError;

/** The result of one item. */
export type ItemResult<T> = { value: T } | { failure: ItemFailure };

/** How the items of one execution are spread over time. */
export interface ParallelOptions {
	/** How many items run at the same time, at most. */
	batchSize: number;
	/**
	 * Lets the first item finish before the others start. Needed when its request may fetch an access
	 * token: n8n does not share one token request between parallel calls.
	 */
	firstItemAlone: boolean;
}

/**
 * Runs every input item through `runItem`, several at a time, and gives the results in the order of the items. Starts
 * no new item once the execution is cancelled or, without Continue On Fail, once an item has failed: items that were
 * not started are missing from the results.
 */
export async function runInParallel<T>(
	context: IExecuteFunctions,
	{ batchSize, firstItemAlone }: ParallelOptions,
	runItem: (itemIndex: number) => Promise<T>,
): Promise<Array<ItemResult<T> | undefined>> {
	const itemCount = context.getInputData().length;
	const results: Array<ItemResult<T> | undefined> = [];
	let nextIndex = 0;
	let stopped = false;

	const runNext = async () => {
		const itemIndex = nextIndex++;
		const result = await runSafely(context, itemIndex, runItem);
		results[itemIndex] = result;
		if ('failure' in result && !context.continueOnFail()) stopped = true;
	};
	const mayStart = () =>
		!stopped && nextIndex < itemCount && !context.getExecutionCancelSignal()?.aborted;
	const work = async () => {
		while (mayStart()) await runNext();
	};

	if (firstItemAlone && mayStart()) await runNext();
	await Promise.all(Array.from({ length: Math.min(batchSize, itemCount) }, work));
	return results;
}

async function runSafely<T>(
	context: IExecuteFunctions,
	itemIndex: number,
	runItem: (itemIndex: number) => Promise<T>,
): Promise<ItemResult<T>> {
	try {
		return { value: await runItem(itemIndex) };
	} catch (error) {
		return { failure: asItemFailure(context, error, itemIndex) };
	}
}

function asItemFailure(context: IExecuteFunctions, error: unknown, itemIndex: number): ItemFailure {
	const failure =
		error instanceof NodeApiError || error instanceof NodeOperationError
			? error
			: new NodeOperationError(
					context.getNode(),
					error instanceof Error ? error : new Error(String(error)),
				);
	failure.context.itemIndex ??= itemIndex;
	// n8n shows the index only in the details, and with several items users need it at once.
	if (context.getInputData().length > 1) failure.message += ` [item ${itemIndex}]`;
	return failure;
}
