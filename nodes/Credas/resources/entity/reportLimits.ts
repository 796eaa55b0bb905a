import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/node/item';
import { asIdentifier } from '../../../shared/values/unknownInput';

import { megabyte } from './pdf';

/** How large a report may be, and how long it may take. */
export interface ReportLimits {
	maximumBytes: number;
	/** Until it begins to come, and from then on until it has come whole, each in milliseconds. */
	milliseconds: number;
}

const maxSizeOption: INodeProperties = {
	displayName: 'Maximum Size (MB)',
	name: 'maxSize',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	description: 'How large a report may be; a larger one is an error',
};

const timeoutOption: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 600,
	description:
		'How long Credas may take to make a report, and as long again for it to arrive whole',
};

/** The options that bound a report. */
export const reportLimitOptions = [maxSizeOption, timeoutOption];

/** More than a report can be, in MB, and longer than a timer can wait, in seconds. */
const [largestSize, longestTimeout] = [1024 * 1024, 24 * 60 * 60];

/** Reads the bounds of a report. Throws a NodeOperationError for what is no number above zero, or too large a one. */
export function reportLimitsOf(item: Item): ReportLimits {
	return {
		maximumBytes: readNumber(item, maxSizeOption, largestSize) * megabyte,
		milliseconds: readNumber(item, timeoutOption, longestTimeout) * 1000,
	};
}

function readNumber(item: Item, option: INodeProperties, largest: number): number {
	const number = Number(asIdentifier(item.option(option)) ?? NaN);
	if (number > 0 && number <= largest) return number;
	throw item.refuse(
		`“${option.displayName}” is not a number from 1 to ${largest}`,
		'Enter another number, or remove the option.',
	);
}
