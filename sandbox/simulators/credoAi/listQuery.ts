import { badRequest, invalid } from './refusal';

export interface ListQuery {
	/** Per filter name the wanted values; one of them must fit. */
	readonly filters: ReadonlyMap<string, readonly string[]>;
	/** The filters that must fit wholly although a part would do (`filter[f][type]=match`). */
	readonly exact: ReadonlySet<string>;
	readonly include: readonly string[];
	readonly sort: Sort | undefined;
	readonly after: string | undefined;
	readonly before: string | undefined;
	readonly limit: number | undefined;
	/** Of a list that is paged by number; counts from 1. */
	readonly page: number | undefined;
}

export type Sort = 'inserted_at' | '-inserted_at';

/** Which parameters a list understands. */
export interface ListAbilities {
	readonly filters?: readonly string[];
	readonly includes?: readonly string[];
	/** Whether an order can be asked for, as almost everywhere. */
	readonly isSortable?: boolean;
	/** Whether pages are asked for by number. */
	readonly isNumbered?: boolean;
}

/**
 * Reads `filter[…]`, `include`, `sort` and `page[…]`. Throws a 400 for any parameter, filter, sort or include that is not known
 * (JSON:API 1.1, "Query Parameters"), so that a misspelt one never passes for an empty one.
 */
export function readListQuery(query: unknown, abilities: ListAbilities = {}): ListQuery {
	const given = new Map(Object.entries(query ?? {}).map(([name, value]) => [name, toTexts(value)]));
	const pageNames = abilities.isNumbered ? [...plainNames, ...numberNames] : plainNames;
	const { filters, exact } = readFilters(given, abilities.filters ?? [], pageNames);
	const include = (given.get('include') ?? []).flatMap((names) => names.split(','));
	const unknown = include.find((name) => !abilities.includes?.includes(name));
	if (unknown !== undefined) throw badRequest(`include: ${unknown} is not a relationship`);
	return {
		filters,
		exact,
		include,
		sort: readSort(given.get('sort')?.at(-1), abilities),
		after: given.get('page[after]')?.at(-1) || undefined,
		before: given.get('page[before]')?.at(-1) || undefined,
		limit: readCount(given, 'page[limit]') ?? readCount(given, 'per_page'),
		page: readCount(given, 'page[number]') ?? readCount(given, 'page'),
	};
}

const plainNames = ['include', 'sort', 'page[after]', 'page[before]', 'page[limit]'];

/** Nobody documents how a page is asked for by its number: JSON:API's name for it, and the names that the answer has. */
const numberNames = ['page[number]', 'page', 'per_page'];

/** `filter[f]=v`, `filter[f][]=v` and `filter[f][type]=match&filter[f][value]=v`. */
function readFilters(
	given: ReadonlyMap<string, readonly string[]>,
	known: readonly string[],
	others: readonly string[],
): Pick<ListQuery, 'filters' | 'exact'> {
	const filters = new Map<string, readonly string[]>();
	const exact = new Set<string>();
	for (const [parameter, values] of given) {
		if (others.includes(parameter)) continue;
		const [, name, part] = /^filter\[(\w+)\](\[\]|\[type\]|\[value\])?$/.exec(parameter) ?? [];
		if (name === undefined) throw badRequest(`${parameter} is not a known parameter`);
		if (!known.includes(name)) throw badRequest(`filter: ${name} is not a known filter`);
		if (part !== '[type]') filters.set(name, values);
		else if (values.every((type) => type === 'match')) exact.add(name);
		else throw badRequest(`${parameter} must be match`);
	}
	return { filters, exact };
}

function readSort(
	sort: string | undefined,
	{ isSortable = true }: ListAbilities,
): Sort | undefined {
	if (sort !== undefined && !isSortable) throw badRequest('sort is not a known parameter');
	if (sort === undefined || sort === 'inserted_at' || sort === '-inserted_at') return sort;
	throw badRequest(`sort: ${sort} is not a known order`);
}

function readCount(given: ReadonlyMap<string, readonly string[]>, name: string) {
	const count = given.get(name)?.at(-1);
	if (count === undefined) return undefined;
	if (/^[1-9]\d*$/.test(count)) return Number(count);
	throw invalid(`${name} is invalid: must be a positive integer`);
}

function toTexts(value: unknown): string[] {
	return Array.isArray(value) ? value.map(String) : [String(value)];
}

/** Whether an entry with these values is wanted: by filter its value, or its values of which one must fit. */
export function fits({ filters }: ListQuery, values: Readonly<Record<string, unknown>>): boolean {
	return Object.entries(values).every(([name, value]) => {
		const wanted = filters.get(name);
		return !wanted || [value].flat().some((one) => wanted.includes(String(one)));
	});
}
