import type { INodeProperties } from 'n8n-workflow';

import { asInteger } from '../values/unknownInput';

import type { Item } from './item';

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

/** How much of a list to read. */
export const paginationFields: INodeProperties[] = [returnAllField, limitField];

/** Gives how many results an item wants, infinity for all. Throws a NodeOperationError for a limit below 1. */
export function readLimit(item: Item): number {
	if (item.flag(returnAllField)) return Number.POSITIVE_INFINITY;
	const limit = asInteger(item.value(limitField));
	if (limit !== undefined && limit > 0) return limit;
	throw item.refuse(
		'“Limit” is not a whole number of 1 or more',
		'Enter how many results you want, or turn on Return All.',
	);
}

/** The collection of the fields that a user may add. */
export const additionalFieldsOf = (...options: INodeProperties[]): INodeProperties => ({
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options,
});

/** A field that stands in the panel only while another field, `selector`, has this value. */
export function shownWhen(
	selector: INodeProperties,
	value: string,
	field: INodeProperties,
): INodeProperties {
	return { ...field, displayOptions: { show: { [selector.name]: [value] } } };
}

/** The field that asks for the few facts most workflows need, instead of the whole answer. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
