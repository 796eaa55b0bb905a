import {
	NodeOperationError,
	updateDisplayOptions,
	type IDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

/** One thing a user can do with a resource: its fields and its code, side by side in one file. */
export interface Operation {
	/** The internal name that workflows store. */
	value: string;
	name: string;
	action: string;
	description: string;
	/** When the option is offered at all, e.g. never to an AI agent. */
	displayOptions?: IDisplayOptions;
	/** The fields of this operation, without the display options for resource and operation. */
	properties: INodeProperties[];
	/** Runs the operation for one input item and gives that item's results. */
	execute(this: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData[]>;
}

/** A resource as the user picks it, with the operations it offers in the order of the list. */
export interface Resource {
	value: string;
	name: string;
	operations: Operation[];
}

const toOption = ({ value, name, action, description, displayOptions }: Operation) => {
	const option: INodePropertyOptions = { name, value, action, description };
	return displayOptions ? { ...option, displayOptions } : option;
};

const firstValue = (choices: Array<{ value: string }>) => choices[0]?.value ?? '';

const operationSelector = ({ value, operations }: Resource): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: [value] } },
	options: operations.map(toOption),
	default: firstValue(operations),
});

const fieldsOf = ({ value: resource, operations }: Resource): INodeProperties[] =>
	operations.flatMap(({ value: operation, properties }) =>
		updateDisplayOptions({ show: { resource: [resource], operation: [operation] } }, properties),
	);

/** Gives the node's properties: the resource, each resource's operations, and each operation's fields. */
export function describeResources(resources: Resource[]): INodeProperties[] {
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

/**
 * Finds the operation that the node's `resource` and `operation` parameters name.
 * Throws a NodeOperationError when this version of the node does not have it.
 */
export function selectedOperation(context: IExecuteFunctions, resources: Resource[]): Operation {
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
