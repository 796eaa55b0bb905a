import { badRequest, invalid } from '../answers/refusal';

export interface ListQuery {
	/** Per filter name the wanted values; one of them must fit. */
	readonly filters: ReadonlyMap<string, readonly string[]>;
	readonly include: readonly string[];
	readonly sort: Sort | undefined;
	readonly after: string | undefined;
	readonly before: string | undefined;
	readonly limit: number | undefined;
}

export type Sort = 'inserted_at' | '-inserted_at';

/** Which parameters a list understands. */
export interface ListAbilities {
	readonly filters?: readonly string[];
	readonly includes?: readonly string[];
}

/**
 * Reads `filter[…]`, `include`, `sort` and `page[…]`. Throws a 400 for any parameter, filter, sort or include that is not known
 * (JSON:API 1.1, "Query Parameters"), so that a misspelt one never passes for an empty one.
 */
export function readListQuery(query: unknown, abilities: ListAbilities = {}): ListQuery {
	const given = new Map(Object.entries(query ?? {}).map(([name, value]) => [name, toTexts(value)]));
	const filters = readFilters(given, abilities.filters ?? []);
	const include = (given.get('include') ?? []).flatMap((names) => names.split(','));
	const unknown = include.find((name) => !abilities.includes?.includes(name));
	if (unknown !== undefined) throw badRequest(`include: ${unknown} is not a relationship`);
	return {
		filters,
		include,
		sort: readSort(given.get('sort')?.at(-1)),
		after: given.get('page[after]')?.at(-1) || undefined,
		before: given.get('page[before]')?.at(-1) || undefined,
		limit: readLimit(given.get('page[limit]')?.at(-1)),
	};
}

const plainNames = ['include', 'sort', 'page[after]', 'page[before]', 'page[limit]'];

/** `filter[f]=v`, `filter[f][]=v` and `filter[f][type]=match&filter[f][value]=v`. */
function readFilters(
	given: ReadonlyMap<string, readonly string[]>,
	known: readonly string[],
): Map<string, readonly string[]> {
	const filters = new Map<string, readonly string[]>();
	for (const [parameter, values] of given) {
		if (plainNames.includes(parameter)) continue;
		const [, name, part] = /^filter\[(\w+)\](\[\]|\[type\]|\[value\])?$/.exec(parameter) ?? [];
		if (name === undefined) throw badRequest(`${parameter} is not a known parameter`);
		if (!known.includes(name)) throw badRequest(`filter: ${name} is not a known filter`);
		if (part !== '[type]') filters.set(name, values);
		else if (values.some((type) => type !== 'match'))
			throw badRequest(`${parameter} must be match`);
	}
	return filters;
}

function readSort(sort: string | undefined): Sort | undefined {
	if (sort === undefined || sort === 'inserted_at' || sort === '-inserted_at') return sort;
	throw badRequest(`sort: ${sort} is not a known order`);
}

function readLimit(limit: string | undefined): number | undefined {
	if (limit === undefined) return undefined;
	if (/^[1-9]\d*$/.test(limit)) return Number(limit);
	throw invalid('page[limit] is invalid: must be a positive integer');
}

function toTexts(value: unknown): string[] {
	return Array.isArray(value) ? value.map(String) : [String(value)];
}
