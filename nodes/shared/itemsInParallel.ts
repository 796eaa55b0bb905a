import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

type NodeFailure = NodeApiError | NodeOperationError;
type ItemResult = { items: INodeExecutionData[] } | { failure: NodeFailure };

/** How the items of one execution are spread over time. */
export interface ParallelOptions {
	/** The most items that run at the same time. */
	batchSize: number;
	/**
	 * Lets the first item finish before the others start. Needed where its request may fetch an access
	 * token: n8n does not share one token request between parallel calls.
	 */
	firstItemAlone: boolean;
}

/**
 * Runs every input item through `runItem`, several at a time, and gives the results in the order of the
 * items, each with its `pairedItem`. Starts no new item once the execution is cancelled. With Continue On
 * Fail an item that did not work becomes `{ error }`; without it no further item starts, and the failure of
 * the first such item is thrown.
 */
export async function runItemsInParallel(
	context: IExecuteFunctions,
	{ batchSize, firstItemAlone }: ParallelOptions,
	runItem: (itemIndex: number) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	const itemCount = context.getInputData().length;
	const results: ItemResult[] = [];
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

	return results.flatMap((result, itemIndex) => toItems(context, result, itemIndex));
}

async function runSafely(
	context: IExecuteFunctions,
	itemIndex: number,
	runItem: (itemIndex: number) => Promise<INodeExecutionData[]>,
): Promise<ItemResult> {
	try {
		return { items: await runItem(itemIndex) };
	} catch (error) {
		return { failure: asNodeFailure(context, error, itemIndex) };
	}
}

function asNodeFailure(context: IExecuteFunctions, error: unknown, itemIndex: number): NodeFailure {
	const failure =
		error instanceof NodeApiError || error instanceof NodeOperationError
			? error
			: new NodeOperationError(
					context.getNode(),
					error instanceof Error ? error : new Error(String(error)),
				);
	failure.context.itemIndex ??= itemIndex;
	// n8n keeps the index out of sight, in the details; with several items it is half of the news.
	if (context.getInputData().length > 1) failure.message += ` [item ${itemIndex}]`;
	return failure;
}

function toItems(
	context: IExecuteFunctions,
	result: ItemResult,
	itemIndex: number,
): INodeExecutionData[] {
	const pairedItem = { item: itemIndex };
	if ('items' in result) return result.items.map((item) => ({ ...item, pairedItem }));
	if (!context.continueOnFail()) throw result.failure;
	return [{ json: { error: result.failure.message }, error: result.failure, pairedItem }];
}
