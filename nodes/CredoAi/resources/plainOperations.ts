import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { paginationFields, readLimit } from '../../shared/node/fields';
import type { Item } from '../../shared/node/item';
import type { Operation } from '../../shared/node/operations';
import { optionsField } from '../../shared/node/options';
import type { CredoAiClient } from '../client/client';
import type { JsonApiResource } from '../client/jsonApi';
import { readPages, type ResourceList } from '../client/paging';

import type { FieldCollection } from './collections';
import { orderOf, orderOption, type Order } from './order';
import { present, presentChange, simplifyField } from './presentation';

/** What tells one plain operation from another of its kind. */
interface Differences {
	action: string;
	description: string;
	/** Fields before the one that names the resource, e.g. what its list belongs to. */
	before?: INodeProperties[];
}

interface GetDifferences extends Differences {
	/** The field that names the resource. */
	id: INodeProperties;
	options?: INodeProperties[];
	read(this: void, client: CredoAiClient, id: string, item: Item): Promise<JsonApiResource>;
	/** What is shown of it, where that is not all. */
	show?: (resource: JsonApiResource) => JsonApiResource;
}

/** Reads one resource. */
export function getOperation({
	action,
	description,
	before = [],
	id,
	options = [],
	read,
	show = (resource) => resource,
}: GetDifferences): Operation<CredoAiClient> {
	return {
		name: 'Get',
		value: 'get',
		action,
		description,
		properties: [...before, id, simplifyField, optionsField(...options)],
		async execute({ item, client }) {
			return present(item, show(await read(client, item.id(id), item)));
		},
	};
}

/** Reads a list in a way of its own, page by page. */
type ListReader = (client: CredoAiClient, limit: number) => AsyncGenerator<JsonApiResource[]>;

interface GetAllDifferences extends Differences {
	/** Where it is not Get Many. */
	name?: string;
	value?: string;
	/** Where its list is narrowed by the user. */
	filters?: FieldCollection;
	/** The usual order, where the list has one. */
	order?: Order;
	options?: INodeProperties[];
	/** Gives the list, or what reads it; `query` holds the filters and the order. */
	list(this: void, item: Item, query: IDataObject): ResourceList | ListReader;
	/** What is shown of each resource, where that is not all. */
	show?: (resource: JsonApiResource) => JsonApiResource;
}

/** Reads as much of a list as the item asks for. */
export function getAllOperation({
	name = 'Get Many',
	value = 'getAll',
	action,
	description,
	before = [],
	filters,
	order,
	options = [],
	list,
	show = (resource) => resource,
}: GetAllDifferences): Operation<CredoAiClient> {
	return {
		name,
		value,
		action,
		description,
		properties: [
			...before,
			...paginationFields,
			simplifyField,
			...(filters ? [filters.property] : []),
			optionsField(...options, ...(order ? [orderOption(order)] : [])),
		],
		async execute({ item, client }) {
			const query = { ...(order && orderOf(item, order)), ...filters?.read(item) };
			const shown: IDataObject[] = [];
			const wanted = list(item, query);
			const limit = readLimit(item);
			const pages =
				typeof wanted === 'function' ? wanted(client, limit) : readPages(client, wanted, limit);
			for await (const page of pages) {
				for (const resource of page) shown.push(present(item, show(resource)));
			}
			return shown;
		},
	};
}

interface UpdateDifferences extends Differences {
	id: INodeProperties;
	changes: FieldCollection;
	/** Fields between those, e.g. for the answer where there is one. */
	between?: INodeProperties[];
	change(
		this: void,
		client: CredoAiClient,
		id: string,
		attributes: IDataObject,
		item: Item,
	): Promise<JsonApiResource | undefined>;
}

/** Changes one resource. */
export function updateOperation({
	action,
	description,
	before = [],
	id: idField,
	between = [],
	changes,
	change,
}: UpdateDifferences): Operation<CredoAiClient> {
	return {
		name: 'Update',
		value: 'update',
		action,
		description,
		properties: [...before, idField, ...between, changes.property, optionsField()],
		async execute({ item, client }) {
			const id = item.id(idField);
			return presentChange(item, await change(client, id, changes.read(item), item), { id });
		},
	};
}

interface DeleteDifferences extends Differences {
	/** Where it is not Delete. */
	name?: string;
	value?: string;
	id: INodeProperties;
	remove(this: void, client: CredoAiClient, id: string, item: Item): Promise<void>;
}

/** Deletes one resource. */
export function deleteOperation({
	name = 'Delete',
	value = 'delete',
	action,
	description,
	before = [],
	id: idField,
	remove,
}: DeleteDifferences): Operation<CredoAiClient> {
	return {
		name,
		value,
		action,
		description,
		properties: [...before, idField, optionsField()],
		async execute({ item, client }) {
			const id = item.id(idField);
			await remove(client, id, item);
			return { deleted: true, id };
		},
	};
}
