import type { IDataObject, NodeApiError } from 'n8n-workflow';

import type { Wording } from '../../shared/http/client';
import type { RequestLimits } from '../../shared/http/request';
import type { Attempt } from '../../shared/http/retry';

import type { CredoAiClient } from './client';
import { onStatus } from './errors';
import { isAsked } from './identity';
import { readPage, type JsonApiPage, type JsonApiResource } from './jsonApi';

/** A list of the API and how it is read. */
export interface ResourceList {
	/** The path after `/api/v2/{tenant}`, made by `path`. */
	path: string;
	/** The JSON:API type of what is in it, where it is documented. */
	type?: string;
	query?: IDataObject;
	/** What the filters in the query should have done. */
	narrowing?: readonly Narrowing[];
	/** The most resources that one page may hold; left out where the list is not documented to have pages. */
	largestPage?: number;
	/** What its error says. */
	wording: Wording;
	limits?: RequestLimits;
}

/** A filter, and how what it let through shows whether the service heeded it. */
export interface Narrowing {
	/** Its display name. */
	filter: string;
	/** Whether a resource fits it; undefined where the resource does not say. */
	fits(this: void, attributes: IDataObject): boolean | undefined;
	/** Whether resources that do not say so each show together that not all of them can fit. */
	disagree?(this: void, resources: readonly IDataObject[]): boolean;
}

/** The largest page of most lists (Credo AI: recipes); the audit log has its own. */
export const largestPage = 100;

const checkFilters =
	'Check “Filters”: values must be ones Credo AI knows, and an older Credo AI may not know every filter.';

/** What is wrong where a list with filters is refused as invalid. */
export const adviseOnFilters = onStatus({
	400: checkFilters,
	422: checkFilters,
});

/** Pages follow each other only in this order (Credo AI: API documentation). */
export const inOrderOfCreation: IDataObject = { sort: 'inserted_at' };

/** How many empty pages of a list are passed over: a service may sort out on each page what its user may not see. */
const mostEmptyPages = 50;

/** Which page of a list is wanted; the first where nothing says otherwise. */
export interface PageWanted {
	/** The mark that the page before gave. */
	cursor?: string;
	/** The page's number, counted from 1, for a list that gives no marks. */
	number?: number;
	/** The most resources wanted; left out for as many as a page may hold. */
	limit?: number;
}

/** Asks for one page of a list. Throws a NodeApiError when the service does not give it. */
export async function requestPage(
	client: CredoAiClient,
	list: ResourceList,
	wanted: PageWanted,
): Promise<JsonApiPage> {
	const attempt = await attemptPage(client, list, wanted);
	if ('value' in attempt) return attempt.value;
	throw client.refusal(attempt.failure, list.wording);
}

/** Asks for one page of a list that the service may refuse. Throws a NodeApiError for an answer that is not a list. */
export async function attemptPage(
	client: CredoAiClient,
	{ path, type, query, largestPage: pageSize, wording, limits, narrowing = [] }: ResourceList,
	{ cursor, number, limit = Number.POSITIVE_INFINITY }: PageWanted,
): Promise<Attempt<JsonApiPage>> {
	const paging: IDataObject = {};
	if (pageSize !== undefined) paging['page[limit]'] = Math.min(pageSize, limit);
	if (cursor !== undefined) paging['page[after]'] = cursor;
	if (number !== undefined) paging['page[number]'] = number;

	const attempt = await client.attempt({ path, query: { ...query, ...paging }, ...limits });
	if ('failure' in attempt) return attempt;
	const page = readPage(attempt.value);
	if (!page?.resources.every((resource) => isAsked(resource, { path, type })))
		throw client.unexpected(wording);
	const entries = page.resources.map(({ attributes }) => attributes);
	const ignored = narrowing.find(
		({ fits, disagree }) =>
			entries.some((attributes) => fits(attributes) === false) || disagree?.(entries),
	);
	if (ignored === undefined) return { value: page };
	throw ignoredFilter(client, wording, ignored.filter);
}

/** The error for a list that holds what a filter, named by its display name, does not let through. */
export const ignoredFilter = (
	client: CredoAiClient,
	wording: Wording,
	filter: string,
): NodeApiError =>
	client.refusal(
		{ reason: `it gave what the filter “${filter}” does not let through` },
		{ ...wording, advise: () => adviceOnIgnoredFilter },
	);

const adviceOnIgnoredFilter =
	'This Credo AI may not know the filter: remove it, and filter the items in a node after this one.';

/**
 * Gives a list page by page, each resource once and never more than `limit` in all, and asks for no page that is not
 * needed for them. Holds one page at a time. Where the service says that there is more and gives no mark to go on from,
 * pages are asked for by number. Throws a NodeApiError when a page cannot be had, when the service leads in a circle,
 * or when the list does not come whole.
 */
export async function* readPages(
	client: CredoAiClient,
	list: ResourceList,
	limit: number,
): AsyncGenerator<JsonApiResource[]> {
	const progress = new Progress(limit);
	let wanted: PageWanted | undefined = { limit };
	while (wanted) {
		const page = await requestPage(client, wanted.number ? byNumber(list) : list, wanted);
		const resources = progress.take(page);
		yield resources;

		const next = progress.after(page, wanted, resources.length);
		if (next && 'fault' in next) {
			const { doing } = list.wording;
			throw client.refusal({ reason: next.fault }, { doing, advise: () => narrower });
		}
		wanted = next;
	}
}

const narrower =
	'Try again; if it stays so, ask Credo AI about it. Filters or a Limit, where this list has them, may help meanwhile.';

/** The list, whose error says what a refusal means when a page was asked for by number. */
function byNumber(list: ResourceList): ResourceList {
	const { wording } = list;
	const advice = `The list holds more than came, and this Credo AI may not give its pages by number. ${narrower}`;
	const onRefusal = onStatus({ 400: advice, 404: advice, 422: advice });
	const advise: Wording['advise'] = (failure) => onRefusal(failure) ?? wording.advise?.(failure);
	return { ...list, wording: { ...wording, advise } };
}

/**
 * Gives the mark of the page after one, for a list that is read page by page as somebody scrolls: the service's own mark,
 * or the number of the next page where the service says that there is more and gives none. Undefined at the end.
 */
export function markAfter(page: JsonApiPage, mark?: string): string | undefined {
	const { nextCursor, hasMore, totalCount = 0, size, resources } = page;
	if (nextCursor !== undefined) return nextCursor;
	const { cursor, number = 1, before } = readMark(mark);
	const [first] = resources;
	// A service that knows no page numbers gives the first page again.
	if (cursor !== undefined || first === undefined || first.id === before) return undefined;
	const isLast = !hasMore && number * (size ?? resources.length) >= totalCount;
	return isLast ? undefined : `${numbered}${number + 1} ${first.id}`;
}

const numbered = 'page number ';

/** Which page a mark asks for, and what the page before began with. */
export function readMark(mark = ''): PageWanted & { before?: string } {
	if (!mark.startsWith(numbered)) return mark === '' ? {} : { cursor: mark };
	const [number, before] = mark.slice(numbered.length).split(' ');
	return { number: Number(number), before };
}

/** How far the reading of a list has come. */
class Progress {
	private readonly ids = new Set<string>();

	private readonly cursors = new Set<string>();

	private count = 0;

	private emptyPages = 0;

	/** How many the list holds; the smallest number named, since it may grow or shrink while it is read. */
	private announced?: number;

	constructor(private readonly limit: number) {}

	/** Takes from a page what is new, up to the limit: entries move on to the next page while others are added. */
	take({ resources, totalCount }: JsonApiPage): JsonApiResource[] {
		if (totalCount !== undefined) {
			this.announced = Math.min(totalCount, this.announced ?? totalCount);
		}
		const taken = resources.filter(({ id }) => !this.ids.has(id)).slice(0, this.limit - this.count);
		for (const { id } of taken) this.ids.add(id);
		this.count += taken.length;
		return taken;
	}

	/** Says which page is wanted after one that brought so many new resources: none, another, or why it cannot go on. */
	after(
		{ resources, nextCursor: cursor, hasMore }: JsonApiPage,
		{ number }: PageWanted,
		taken: number,
	): PageWanted | { fault: string } | undefined {
		const left = this.limit - this.count;
		if (left === 0) return undefined;
		if (cursor !== undefined) {
			if (this.cursors.has(cursor)) {
				return { fault: 'it names a page as the next one that was read already' };
			}
			if (taken === 0 && (resources.length > 0 || ++this.emptyPages === mostEmptyPages)) {
				return { fault: 'it names a next page after one that held nothing new' };
			}
			this.cursors.add(cursor);
			return { cursor, limit: left };
		}
		const { announced = 0, count } = this;
		if (!hasMore && count >= announced) return undefined;
		// Pages of one size, or their numbers would mean something else each time.
		if (taken > 0 && this.cursors.size === 0)
			return { number: (number ?? 1) + 1, limit: this.limit };
		const says =
			count < announced ? `counts ${announced} entries` : 'says that there are more entries';
		return { fault: `it ${says}, gave ${count}, and names no way to the others` };
	}
}
