import type { IDataObject } from 'n8n-workflow';

import {
	asFlag,
	asIdentifier,
	asInteger,
	asList,
	asRecord,
	asText,
	type UnknownRecord,
} from '../../shared/values/unknownInput';

/** One resource of a JSON:API document (jsonapi.org/format/1.1), with its keys as Credo AI sends them. */
export interface JsonApiResource {
	id: string;
	type: string;
	attributes: IDataObject;
	relationships: IDataObject;
	/** The resources it is related to, as far as the same document brought them along. */
	included: JsonApiResource[];
}

/** One page of a list. */
export interface JsonApiPage {
	resources: JsonApiResource[];
	/** The mark to ask for the next page with, if there is one. */
	nextCursor?: string;
	/** Set where the page says that there are others, whether or not it gives a mark to ask for them with. */
	hasMore?: true;
	/** How many resources the whole list holds, where the page says so. */
	totalCount?: number;
	/** How many resources a full page holds, where the page says so. */
	size?: number;
}

/** How resources of one type are shown where the whole of them is not wanted. */
export interface Kind {
	/** The main ones of its names, the most telling first, where it has more than ten; all are shown else. */
	mainFields?: readonly string[];
	/** More names than the service gives, made of its attributes. */
	more?(this: void, attributes: IDataObject): IDataObject;
}

/** The kinds of resources, by their JSON:API type. */
export type Kinds = ReadonlyMap<string, Kind>;

/** Names another resource. */
export interface Linkage {
	type: string;
	id: string;
}

/** Builds the document that creates or changes a resource. Credo AI wants the `id` in a change only. */
export function toDocument(type: string, attributes: IDataObject, id?: string): IDataObject {
	return { data: { type, ...(id !== undefined && { id }), attributes } };
}

/** Reads the one resource of an answer; undefined when there is none in it. */
export function readResource(answer: unknown): JsonApiResource | undefined {
	const document = asRecord(answer);
	return toResource(document?.data, includedIn(document?.included));
}

/**
 * Reads a list, whole or a page of it. `null`, which also stands for 204, and `{ data: null }` are an empty list; undefined when the
 * answer is something else, or an entry is not a resource.
 */
export function readPage(answer: unknown): JsonApiPage | undefined {
	const document = asRecord(answer === null ? { data: null } : answer);
	if (document?.data === null) return { resources: [] };
	if (!Array.isArray(document?.data)) return undefined;

	const included = includedIn(document.included);
	const resources = document.data.flatMap((entry) => toResource(entry, included) ?? []);
	if (resources.length < document.data.length) return undefined;

	const meta = asRecord(document.meta) ?? {};
	return {
		resources,
		nextCursor: asIdentifier(meta.after),
		...(saysMore(document.links, meta) && { hasMore: true }),
		totalCount: asInteger(meta.total_count),
		size: asInteger(meta.per_page ?? meta.limit),
	};
}

/** Whether a page names a next one (JSON:API: pagination links, as text or as an object), or counts more pages. */
function saysMore(
	links: unknown,
	{ has_more: hasMore, page, total_pages: pages }: UnknownRecord,
): boolean {
	const next = asRecord(links)?.next;
	if (asText(asRecord(next)?.href ?? next) || asFlag(hasMore)) return true;
	return (asInteger(pages) ?? 0) > (asInteger(page) ?? Infinity);
}

/** Gives the resources that a relationship names: none, one or many. */
export function linkagesOf(relationship: unknown): Linkage[] {
	const data = asRecord(relationship)?.data;
	return (Array.isArray(data) ? data : [data]).flatMap((entry) => {
		const { id, type } = asRecord(entry) ?? {};
		const linkedId = asIdentifier(id);
		return linkedId === undefined ? [] : [{ id: linkedId, type: asText(type) ?? '' }];
	});
}

type Included = ReadonlyMap<string, JsonApiResource>;

const keyOf = ({ type, id }: Linkage) => `${type} ${id}`;

function includedIn(included: unknown): Included {
	const resources = asList(included).flatMap((entry) => toResource(entry, new Map()) ?? []);
	return new Map(resources.map((resource) => [keyOf(resource), resource]));
}

function toResource(entry: unknown, included: Included): JsonApiResource | undefined {
	const { id: givenId, type, attributes, relationships } = asRecord(entry) ?? {};
	const id = asIdentifier(givenId);
	if (id === undefined) return undefined;

	const links = Object.values(asRecord(relationships) ?? {}).flatMap(linkagesOf);
	return {
		id,
		type: asText(type) ?? '',
		attributes: asDataObject(attributes),
		relationships: asDataObject(relationships),
		included: links.flatMap((link) => included.get(keyOf(link)) ?? []),
	};
}

// What was parsed from JSON holds only what an item may hold.
const asDataObject = (value: unknown) => (asRecord(value) ?? {}) as IDataObject;
