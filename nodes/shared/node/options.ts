import type { INodeProperties } from 'n8n-workflow';

const [fewest, most, usual] = [1, 50, 5];

/** The option that says how many items run at once; every operation has it. */
const batchSizeOption: INodeProperties = {
	displayName: 'Batch Size',
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: fewest, maxValue: most },
	default: usual,
	description: 'How many items to process at the same time (1 to 50)',
};

/** The collection at the end of a panel, sorted by name. */
export function optionsCollection(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: options.sort((one, other) => one.displayName.localeCompare(other.displayName)),
	};
}

/** The options of an operation: its own and those that all share. */
export function optionsField(...ofThisOperation: INodeProperties[]): INodeProperties {
	return optionsCollection([batchSizeOption, ...ofThisOperation]);
}

/** Gives the batch size within its bounds, whatever an expression gave. */
export function batchSizeOf(options: { batchSize?: unknown }): number {
	const wanted = Number(options.batchSize ?? usual);
	return Number.isFinite(wanted) ? Math.min(most, Math.max(fewest, Math.trunc(wanted))) : usual;
}
