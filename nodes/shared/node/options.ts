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

/** The collection at the end of every operation: its own options and those that all share, sorted by name. */
export function optionsField(...ofThisOperation: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [batchSizeOption, ...ofThisOperation].sort((one, other) =>
			one.displayName.localeCompare(other.displayName),
		),
	};
}

/** Gives the batch size within its bounds, whatever an expression gave. */
export function batchSizeOf(options: { batchSize?: unknown }): number {
	const wanted = Number(options.batchSize ?? usual);
	return Number.isFinite(wanted) ? Math.min(most, Math.max(fewest, Math.trunc(wanted))) : usual;
}
