import type { INodeProperties } from 'n8n-workflow';

import type { Pace } from '../http/gate';

const [fewest, most, usual] = [1, 50, 5];

/** The option that says how many items run at once; every operation has it. */
const batchSizeOption: INodeProperties = {
	displayName: 'Batch Size',
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: fewest, maxValue: most },
	default: usual,
	description:
		'How many items to process, and how many requests to send, at the same time (1 to 50)',
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

const [usualMinutes, mostMinutes] = [5, 24 * 60];

/** The option that says how long to go on when the service is busy; every operation has it. */
const maxWaitOption: INodeProperties = {
	displayName: 'Wait If Busy',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: mostMinutes, numberPrecision: 2 },
	default: usualMinutes,
	description:
		'How many minutes to go on trying while the service refuses requests because it is busy (answer 429). 0 fails at the first such answer.',
};

/** The options of an operation: its own and those that all share. */
export function optionsField(...ofThisOperation: INodeProperties[]): INodeProperties {
	return optionsCollection([batchSizeOption, maxWaitOption, ...ofThisOperation]);
}

/** Gives a number within its bounds, whatever an expression gave. */
function within(least: number, greatest: number, value: unknown, usual: number): number {
	const wanted = value === '' || value === null ? Number.NaN : Number(value);
	return Number.isNaN(wanted) ? usual : Math.min(greatest, Math.max(least, wanted));
}

/** Gives the pace that the options at the end of a panel ask for. */
export function paceOf({ batchSize, maxWait }: Readonly<Record<string, unknown>>): Pace {
	const minutes = within(0, mostMinutes, maxWait, usualMinutes);
	return {
		atOnce: Math.trunc(within(fewest, most, batchSize, usual)),
		patienceMilliseconds: minutes * 60_000,
	};
}
