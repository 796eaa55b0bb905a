import type { Entry } from './account/entries';

type Linkage = { readonly type: string; readonly id: string };

export interface Relationship {
	readonly data: Linkage | readonly Linkage[] | null;
}

export interface Resource extends Entry<object> {
	readonly relationships: Readonly<Record<string, Relationship>>;
}

export interface Related {
	readonly relationships: Readonly<Record<string, Relationship>>;
	readonly included: ReadonlyArray<Entry<object>>;
}

/** What a list that is paged by cursor says about its page. */
export interface PageMeta {
	readonly after: string | null;
	readonly before: string | null;
	readonly limit: number;
	readonly total_count: number;
}

/** What a list that is paged by number says about its page. */
export interface NumberedPageMeta {
	readonly page: number;
	readonly per_page: number;
	readonly total_count: number;
	readonly total_pages: number;
}

type Meta = PageMeta | NumberedPageMeta;

export type Relate<E> = (entry: E) => Related;

const unrelated: Related = { relationships: {}, included: [] };

/** The document of one entry: `{"data":{attributes,id,type,relationships},"included":[]}`. */
export function single<E extends Entry<object>>(
	entry: E,
	relate: Relate<E> = () => unrelated,
): { data: Resource; included: Resource[] } {
	const { relationships, included } = relate(entry);
	return { data: toResource(entry, relationships), included: withoutDoubles(included) };
}

/** The document of many; without `meta` where the list does not page. */
export function list<E extends Entry<object>>(
	entries: readonly E[],
	{
		relate = () => unrelated,
		meta,
	}: { relate?: Relate<E> | undefined; meta?: Meta | undefined } = {},
): { data: Resource[]; included: Resource[]; meta?: Meta } {
	const related = entries.map(relate);
	return {
		data: entries.map((entry, index) => toResource(entry, related[index]?.relationships)),
		included: withoutDoubles(related.flatMap(({ included }) => included)),
		...(meta && { meta }),
	};
}

export function linkage({ type, id }: Entry<object>): Linkage {
	return { type, id };
}

function toResource({ attributes, id, type }: Entry<object>, relationships = {}): Resource {
	return { attributes, id, type, relationships };
}

function withoutDoubles(entries: ReadonlyArray<Entry<object>>): Resource[] {
	const byIdentity = new Map(entries.map((entry) => [`${entry.type}/${entry.id}`, entry]));
	return [...byIdentity.values()].map((entry) => toResource(entry));
}
