import {
	NodeApiError,
	NodeOperationError,
	updateDisplayOptions,
	type IDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import type { Pace } from '../http/gate';
import { asRecord } from '../values/unknownInput';

import { Item, OutputItem, type Output } from './item';
import { runInParallel, type ItemFailure, type ItemResult } from './itemsInParallel';
import { paceOf } from './options';

/** What an operation works with: one input item, and the service. */
export interface Run<Client> {
	item: Item;
	client: Client;
}

interface Description {
	/** The internal name that workflows store. */
	value: string;
	name: string;
	action: string;
	description: string;
	/** What n8n tells a model that builds a workflow, besides the description. */
	builderHint?: string;
	/** When the operation is offered at all, e.g. never to an AI agent. */
	displayOptions?: IDisplayOptions;
	/** The fields of this operation, without the display options for resource and operation. */
	properties: INodeProperties[];
}

interface PlainOperation<Client> extends Description {
	/** Runs the operation for one input item and gives that item's results. */
	execute(run: Run<Client>): Promise<Output>;
}

interface CreatingOperation<Client> extends Description {
	/** What is created, and the output field that identifies it, for the error when a later item fails. */
	creates: { name: string; id: string };
	/**
	 * Reads and checks everything that an item asks for, and gives the function that then sends it. Every item is
	 * checked before the first is sent, so that a slip in the last item does not leave the others created.
	 */
	prepare(run: Run<Client>): Promise<() => Promise<Output>>;
}

/** One thing a user can do with a resource: its fields and its code, side by side in one file. */
export type Operation<Client> = PlainOperation<Client> | CreatingOperation<Client>;

/** A resource that the user can choose, with its operations in the order of the list. */
export interface Resource<Client> {
	value: string;
	name: string;
	operations: Array<Operation<Client>>;
}

const toOption = <Client>({
	value,
	name,
	action,
	description,
	builderHint,
	displayOptions,
}: Operation<Client>): INodePropertyOptions => ({
	name,
	value,
	action,
	description,
	...(builderHint && { builderHint: { propertyHint: builderHint } }),
	...(displayOptions && { displayOptions }),
});

const firstValue = (choices: Array<{ value: string }>) => choices[0]?.value ?? '';

const isReading = ({ value }: { value: string }) => value.startsWith('get');

const operationSelector = <Client>({ value, operations }: Resource<Client>): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: [value] } },
	options: operations.map(toOption),
	// Whoever chooses the resource and runs the node, or hands it to an AI agent, must not change anything by that.
	default: firstValue([...operations.filter(isReading), ...operations]),
});

const fieldsOf = <Client>({ value: resource, operations }: Resource<Client>): INodeProperties[] =>
	operations.flatMap(({ value: operation, properties }) =>
		updateDisplayOptions({ show: { resource: [resource], operation: [operation] } }, properties),
	);

/** Gives the node's properties: the resource, each resource's operations, and each operation's fields. */
export function describeResources<Client>(resources: Array<Resource<Client>>): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ name, value }) => ({ name, value })),
			default: firstValue(resources),
		},
		...resources.map(operationSelector),
		...resources.flatMap(fieldsOf),
	];
}

/** How a node reaches its service. */
export interface ServiceAccess<Client> {
	/** Gives the service as this execution sees it, asked no faster than the pace. */
	connect(pace: Pace): { forItem(index: number): Client };
	/** Whether the first request may have to fetch an access token. */
	fetchesToken: boolean;
}

/**
 * Runs the chosen operation for all items, several at a time; each result is paired with its item. With Continue On
 * Fail an item that fails becomes `{ error }`; without it the failure of the first such item is thrown.
 */
export async function runOperation<Client>(
	context: IExecuteFunctions,
	resources: Array<Resource<Client>>,
	{ connect, fetchesToken }: ServiceAccess<Client>,
): Promise<INodeExecutionData[][]> {
	const operation = selectedOperation(context, resources);
	const pace = paceOf(asRecord(context.getNodeParameter('options', 0, {})) ?? {});
	const options = { batchSize: pace.atOnce, firstItemAlone: fetchesToken };
	const service = connect(pace);
	const runOf = (index: number): Run<Client> => ({
		item: new Item(context, index),
		client: service.forItem(index),
	});

	if ('execute' in operation) {
		const results = await runInParallel(context, options, async (index) => {
			return await operation.execute(runOf(index));
		});
		throwFirstFailure(context, results);
		return [results.flatMap(toItemsOf(context))];
	}

	const prepared = await runInParallel(context, options, async (index) => {
		return await operation.prepare(runOf(index));
	});
	throwFirstFailure(context, prepared);
	const sent = await runInParallel(context, options, async (index) => {
		const result = prepared[index];
		return result && 'value' in result ? await result.value() : [];
	});
	const results = sent.map((result, index) => {
		const before = prepared[index];
		return before && 'failure' in before ? before : result;
	});
	throwFirstFailure(context, results, createdIn(results, operation.creates));
	return [results.flatMap(toItemsOf(context))];
}

type Results<T> = Array<ItemResult<T> | undefined>;

function throwFirstFailure<T>(context: IExecuteFunctions, results: Results<T>, more = ''): void {
	const [failure] = results.flatMap((result) =>
		result && 'failure' in result ? [result.failure] : [],
	);
	if (failure === undefined || context.continueOnFail()) return;
	const progress = isBusy(failure) ? doneIn(results, context.getInputData().length) : '';
	const description = [failure.description, progress, more].filter(Boolean).join(' ');
	if (description) failure.description = description;
	throw failure;
}

const isBusy = (failure: ItemFailure) =>
	failure instanceof NodeApiError && failure.httpCode === '429';

function doneIn(results: Results<unknown>, itemCount: number): string {
	const done = results.filter((result) => result !== undefined && 'value' in result).length;
	return itemCount > 1 ? `${done} of ${itemCount} items were done.` : '';
}

// Nothing else would say so: n8n shows no output for a node that stopped.
function createdIn(
	results: Results<Output>,
	{ name, id }: CreatingOperation<unknown>['creates'],
): string {
	const created = results.flatMap((result, index) => {
		if (!result || 'failure' in result) return [];
		return toItems(result, index).map(({ json }) => `${String(json[id])} (item ${index})`);
	});
	if (created.length === 0) return '';
	return `Already created, and still there (${name}): ${created.join(', ')}.`;
}

function toItems({ value }: { value: Output }, itemIndex: number): INodeExecutionData[] {
	const pairedItem = { item: itemIndex };
	return [value].flat().map((output) => {
		if (!(output instanceof OutputItem)) return { json: output, pairedItem };
		const { json, binary } = output;
		return binary ? { json, binary, pairedItem } : { json, pairedItem };
	});
}

/**
 * Gives what becomes of an item with Continue On Fail. To an error with an output of its own n8n adds the fields of its
 * input, but takes all of them away again where the item has an `error` next to its fields.
 */
const toItemsOf =
	(context: IExecuteFunctions) =>
	(result: ItemResult<Output> | undefined, itemIndex: number): INodeExecutionData[] => {
		if (result === undefined) return [];
		if ('value' in result) return toItems(result, itemIndex);
		const { failure } = result;
		const item = { json: { error: failure.message }, pairedItem: { item: itemIndex } };
		const hasOwnOutput = context.getNode().onError === 'continueErrorOutput';
		return [hasOwnOutput ? item : { ...item, error: failure }];
	};

function selectedOperation<Client>(
	context: IExecuteFunctions,
	resources: Array<Resource<Client>>,
): Operation<Client> {
	const resourceName = context.getNodeParameter('resource', 0);
	const operationName = context.getNodeParameter('operation', 0);
	const operation = resources
		.find(({ value }) => value === resourceName)
		?.operations.find(({ value }) => value === operationName);
	if (operation) return operation;

	throw new NodeOperationError(
		context.getNode(),
		`This version of the node has no operation “${String(operationName)}” for “${String(resourceName)}”`,
		{ description: 'Open the node and choose the Resource and the Operation again.' },
	);
}
