import type { Entry } from './account/entries';
import type { NumberedPageMeta, PageMeta } from './document';
import type { ListQuery, Sort } from './listQuery';
import { badRequest } from './refusal';

export type Dated = Entry<{ inserted_at: string }>;

const defaultLimit = 50;

/**
 * Cuts one page out of `entries`. The service pages by cursor and only where `sort=inserted_at` is asked for: without it there is
 * one page and no `meta`. `cap` is the highest `page[limit]` that counts.
 */
export function takePage<E extends Dated>(
	entries: readonly E[],
	{ sort, after, before, limit = defaultLimit }: ListQuery,
	cap = 100,
): { entries: E[]; meta?: PageMeta } {
	const size = Math.min(limit, cap);
	if (!sort) {
		if (after ?? before) throw badRequest('paging needs sort=inserted_at');
		return { entries: entries.slice(0, size) };
	}
	const sorted = inOrder(entries, sort);
	const start = startOfPage(sorted, { sort, after, before, size });
	const end = before ? indexOfCursor(sorted, sort, before) : start + size;
	const page = sorted.slice(start, end);
	return {
		entries: page,
		meta: {
			after: end < sorted.length ? cursorOf(page.at(-1), sort) : null,
			before: start > 0 ? cursorOf(page[0], sort) : null,
			limit: size,
			total_count: sorted.length,
		},
	};
}

/** Cuts one page out of `entries` by its number. `cap` is the highest page size that counts. */
export function takeNumberedPage<E extends Dated>(
	entries: readonly E[],
	{ sort = 'inserted_at', after, before, limit = defaultLimit, page = 1 }: ListQuery,
	cap: number,
): { entries: E[]; meta: NumberedPageMeta } {
	if (after ?? before) throw badRequest('invalid cursor');
	const size = Math.min(limit, cap);
	return {
		entries: inOrder(entries, sort).slice((page - 1) * size, page * size),
		meta: {
			page,
			per_page: size,
			total_count: entries.length,
			total_pages: Math.ceil(entries.length / size),
		},
	};
}

function inOrder<E extends Dated>(entries: readonly E[], sort: Sort): E[] {
	const sorted = [...entries].sort((one, other) => compare(position(one), position(other)));
	return sort === 'inserted_at' ? sorted : sorted.reverse();
}

interface Start {
	readonly sort: Sort;
	readonly after: string | undefined;
	readonly before: string | undefined;
	readonly size: number;
}

function startOfPage(sorted: readonly Dated[], { sort, after, before, size }: Start): number {
	if (before) return Math.max(0, indexOfCursor(sorted, sort, before) - size);
	if (!after) return 0;
	const wanted = readCursor(after, sort);
	const next = sorted.findIndex((entry) => isBeyond(position(entry), wanted, sort));
	return next < 0 ? sorted.length : next;
}

/** Where the cursor's entry stands, or would stand if it is gone by now. */
function indexOfCursor(sorted: readonly Dated[], sort: Sort, cursor: string): number {
	const wanted = readCursor(cursor, sort);
	const index = sorted.findIndex((entry) => !isBeyond(wanted, position(entry), sort));
	return index < 0 ? sorted.length : index;
}

function isBeyond(one: string, other: string, sort: Sort): boolean {
	return sort === 'inserted_at' ? one > other : one < other;
}

function compare(one: string, other: string): number {
	if (one === other) return 0;
	return one < other ? -1 : 1;
}

function position({ id, attributes }: Dated): string {
	return `${attributes.inserted_at} ${id}`;
}

function cursorOf(entry: Dated | undefined, sort: Sort): string | null {
	if (!entry) return null;
	return Buffer.from(`${sort}|${position(entry)}`).toString('base64url');
}

function readCursor(cursor: string, sort: Sort): string {
	const [ofSort, wanted] = Buffer.from(cursor, 'base64url').toString().split('|');
	if (ofSort !== sort || !wanted) throw badRequest('invalid cursor');
	return wanted;
}
