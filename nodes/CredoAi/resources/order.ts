import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from '../../shared/node/item';

/** Which end of a list comes first, as Credo AI names it. */
export type Order = 'inserted_at' | '-inserted_at';

/** The option for lists that come in the order of their creation. */
export const orderOption = (usual: Order): INodeProperties => ({
	displayName: 'Order',
	name: 'sort',
	type: 'options',
	options: [
		{ name: 'Newest First', value: '-inserted_at' },
		{ name: 'Oldest First', value: 'inserted_at' },
	],
	default: usual,
	description: 'Which end of the list to start from',
});

/** Gives the query for the order that the item wants; pages follow each other only in an order that is asked for. */
export function orderOf(item: Item, usual: Order): IDataObject {
	return { sort: item.option(orderOption(usual)) } as IDataObject;
}
