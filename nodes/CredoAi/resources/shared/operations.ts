import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Wording } from '../../../shared/http/client';
import { paginationFields, readLimit, simplifyField } from '../../../shared/node/fields';
import type { Item } from '../../../shared/node/item';
import type { Operation, Run } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredoAiClient } from '../../client/client';
import { onStatus } from '../../client/errors';
import type { JsonApiResource } from '../../client/jsonApi';
import { readPages, type Narrowing, type ResourceList } from '../../client/paging';
import {
	changeResource,
	createResource,
	deleteResource,
	getResource,
} from '../../client/resourceRequests';

import type { FilterCollection } from './collections';
import { asSent, presentationOf, type Show } from './presentation';

/** What every operation says of itself. */
interface Words {
	/** Where it is not the usual name of such an operation. */
	name?: string;
	value?: string;
	action: string;
	description: string;
}

/** What an operation says of itself, by the name that its kind usually has. */
const headOf = (row: Words, usualName: string, usualValue: string) => ({
	name: row.name ?? usualName,
	value: row.value ?? usualValue,
	action: row.action,
	description: row.description,
});

/** A request that is about one resource, and what its error says. */
interface RequestWords {
	/** Continues “Credo AI could not …”. */
	doing: string;
	/** The display names of the parameters most likely to blame. */
	parameter?: Wording['parameter'];
	/** What a status means for this request in particular, and what to do. */
	advice?: Readonly<Record<number, string>>;
}

const wordingOf = ({ doing, parameter, advice }: RequestWords): Wording => ({
	doing,
	parameter,
	...(advice && { advise: onStatus(advice) }),
});

interface Get extends Words, RequestWords {
	/** Fields before the one that names the resource, e.g. what its list belongs to. */
	before?: INodeProperties[];
	/** The field that names the resource. */
	id: INodeProperties;
	options?: INodeProperties[];
	/** The JSON:API type of the resource. */
	type: string;
	path(this: void, id: string): string;
	query?(this: void, item: Item): IDataObject;
	show?: Show;
}

/** Reads one resource. */
export function getOperation(row: Get): Operation<CredoAiClient> {
	const { before = [], id: idField, options = [], type, path, query, show } = row;
	const wording = wordingOf({ parameter: idField.displayName, ...row });
	return {
		...headOf(row, 'Get', 'get'),
		properties: [...before, idField, simplifyField, optionsField(...options)],
		async execute(run) {
			const id = run.item.id(idField);
			const request = { path: path(id), query: query?.(run.item) };
			const present = presentationOf(run, show);
			return await present(await getResource(run.client, request, { type, id }, wording));
		},
	};
}

/** Reads a list in a way of its own, page by page. */
type ListReader = (
	client: CredoAiClient,
	limit: number,
	narrowing: readonly Narrowing[],
) => AsyncIterable<JsonApiResource[]>;

interface GetAll extends Words {
	/** Fields before those that say how much of the list is wanted, e.g. what it belongs to. */
	before?: INodeProperties[];
	/** Where its list is narrowed by the user. */
	filters?: FilterCollection;
	/** The usual order, where the list has one. */
	order?: Order;
	options?: INodeProperties[];
	/** Gives the list, or what reads it; `query` holds the filters and the order. */
	list(this: void, item: Item, query: IDataObject): ResourceList | ListReader;
	show?: Show;
}

/** Reads as much of a list as the item asks for. */
export function getAllOperation(row: GetAll): Operation<CredoAiClient> {
	const { before = [], filters, order, options = [], list, show } = row;
	return {
		...headOf(row, 'Get Many', 'getAll'),
		properties: [
			...before,
			...paginationFields,
			simplifyField,
			...(filters ? [filters.property] : []),
			optionsField(...options, ...(order ? [orderOption(order)] : [])),
		],
		async execute(run) {
			const { item, client } = run;
			const sort: IDataObject = order ? { sort: String(item.option(orderOption(order))) } : {};
			const { query, narrowing = [] } = filters?.read(item) ?? {};
			const wanted = list(item, { ...sort, ...query });
			const limit = readLimit(item);
			const present = presentationOf(run, show);
			const pages =
				typeof wanted === 'function'
					? wanted(client, limit, narrowing)
					: readPages(client, { ...wanted, narrowing }, limit);
			const shown: IDataObject[] = [];
			for await (const page of pages) {
				for (const resource of page) shown.push(await present(resource));
			}
			return shown;
		},
	};
}

/** Which end of a list comes first, as Credo AI names it. */
type Order = 'inserted_at' | '-inserted_at';

/** The option for lists that come in the order of their creation; pages follow each other only in one that is asked for. */
const orderOption = (usual: Order): INodeProperties => ({
	displayName: 'Order',
	name: 'sort',
	type: 'options',
	options: [
		{ name: 'Newest First', value: '-inserted_at' },
		{ name: 'Oldest First', value: 'inserted_at' },
	],
	default: usual,
	description: 'What the list starts with',
});

interface Create extends Words, RequestWords {
	/** All of its fields, in their order. */
	properties: INodeProperties[];
	/** What is created, for the error when a later item fails. */
	creates: string;
	/** How the user finds out whether it was done after a doubtful answer. */
	lookUp: string;
	/** The JSON:API type of the resource. */
	type: string;
	/** Reads what an item asks for. Throws a NodeOperationError for what cannot be sent. */
	request(
		this: void,
		item: Item,
	): { path: string; attributes: IDataObject; advice?: RequestWords['advice'] };
	show?: Show;
}

/** Creates one resource, by one request whatever comes. */
export function createOperation(row: Create): Operation<CredoAiClient> {
	const { properties, creates, lookUp, type, request, show } = row;
	return {
		...headOf(row, 'Create', 'create'),
		properties,
		creates: { name: creates, id: 'id' },
		async prepare(run) {
			const { path, attributes, advice = row.advice } = request(run.item);
			const wording = { ...wordingOf({ ...row, advice }), lookUp };
			const present = presentationOf(run, show);
			return async () =>
				await present(await createResource(run.client, path, { type, attributes }, wording));
		},
	};
}

/** What a change sends, and what is said of it where Credo AI does not show the resource. */
interface Change {
	path: string;
	/** The resource that changes, where the document names it. */
	id?: string;
	attributes: IDataObject;
	confirmed: IDataObject;
	/** What a status means for this change, where its values make a difference. */
	advice?: Readonly<Record<number, string>>;
}

interface Update extends Words, RequestWords {
	/** All of its fields, in their order. */
	properties: INodeProperties[];
	/** The JSON:API type of the resource. */
	type: string;
	/** Reads what an item asks for. Throws a NodeOperationError for what cannot be sent. */
	request(this: void, run: Run<CredoAiClient>): Change | Promise<Change>;
	show?: Show;
}

/** Changes one resource. */
export function updateOperation(row: Update): Operation<CredoAiClient> {
	const { properties, type } = row;
	return {
		...headOf(row, 'Update', 'update'),
		properties,
		async execute(run) {
			const { path, id, attributes, confirmed, advice = row.advice } = await row.request(run);
			const wording = wordingOf({ ...row, advice });
			const present = properties.includes(simplifyField) ? presentationOf(run, row.show) : asSent;
			const resource = await changeResource(run.client, path, { type, id, attributes }, wording);
			return resource ? await present(resource) : { success: true, ...confirmed };
		},
	};
}

interface Delete extends Words, RequestWords {
	before?: INodeProperties[];
	/** The field that names the resource. */
	id: INodeProperties;
	path(this: void, id: string, item: Item): string;
}

/** Deletes one resource. */
export function deleteOperation(row: Delete): Operation<CredoAiClient> {
	const { before = [], id: idField } = row;
	const wording = wordingOf({ parameter: idField.displayName, ...row });
	return {
		...headOf(row, 'Delete', 'delete'),
		properties: [...before, idField, optionsField()],
		async execute({ item, client }) {
			const id = item.id(idField);
			await deleteResource(client, row.path(id, item), id, wording);
			return { deleted: true, id };
		},
	};
}
