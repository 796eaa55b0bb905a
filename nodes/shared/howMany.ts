import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { refuseFor } from './parameters';
import { asInteger } from './unknownInput';

const returnAllField: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limitField: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	displayOptions: { show: { returnAll: [false] } },
	default: 50,
	description: 'Max number of results to return',
};

/** How much of a list is read. */
export const howManyFields: INodeProperties[] = [returnAllField, limitField];

/** Gives how many results an item wants, infinity for all. Throws a NodeOperationError for a limit that is none. */
export function limitOf(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter(returnAllField.name, itemIndex, false)) {
		return Number.POSITIVE_INFINITY;
	}
	const limit = asInteger(context.getNodeParameter(limitField.name, itemIndex, limitField.default));
	if (limit !== undefined && limit > 0) return limit;
	const refuse = refuseFor(context, itemIndex);
	throw refuse(
		'“Limit” is not a whole number of 1 or more',
		'Enter how many results you want, or turn on Return All.',
	);
}
