import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import { limitOf } from '../../shared/howMany';
import type { CredoAiPurpose } from '../api/credoAiError';
import type { JsonApiResource } from '../api/jsonApi';
import { readPages, type ResourceList } from '../api/paging';
import { present } from './presentation';

type Order = 'inserted_at' | '-inserted_at';

/** The option for lists that come in the order of their creation. */
export const orderOption = (usual: Order = 'inserted_at'): INodeProperties => ({
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
export function orderOf(
	context: IExecuteFunctions,
	itemIndex: number,
	usual: Order = 'inserted_at',
): IDataObject {
	return { sort: context.getNodeParameter('options.sort', itemIndex, usual) };
}

/** Reads as much of a list as the item asks for; one result per resource, each shown the way the item asks for. */
export async function listItems(
	context: IExecuteFunctions,
	list: ResourceList,
	purpose: CredoAiPurpose & { itemIndex: number },
	prepare: (resource: JsonApiResource) => JsonApiResource = (resource) => resource,
): Promise<INodeExecutionData[]> {
	const { itemIndex } = purpose;
	const items: INodeExecutionData[] = [];
	for await (const page of readPages(context, list, limitOf(context, itemIndex), purpose)) {
		for (const resource of page) items.push(present(context, itemIndex, prepare(resource)));
	}
	return items;
}
