import type { IDataObject } from 'n8n-workflow';

import type { Wording } from '../../shared/http/client';

import type { CredoAiClient, RequestLimits } from './client';
import { readPage, type JsonApiPage, type JsonApiResource } from './jsonApi';

/** A list of the API and how it is read. */
export interface ResourceList {
	/** The path after `/api/v2/{tenant}`, made by `path`. */
	path: string;
	query?: IDataObject;
	/** The most resources that one page may hold; left out where the list is not documented to have pages. */
	largestPage?: number;
	/** What its error says. */
	wording: Wording;
	limits?: RequestLimits;
}

/** The largest page of most lists (Credo AI: recipes); the audit log has its own. */
export const largestPage = 100;

/** Pages follow each other only in this order (Credo AI: API documentation). */
export const inOrderOfCreation: IDataObject = { sort: 'inserted_at' };

/** Which page of a list is wanted. */
export interface PageWanted {
	/** The mark that the page before gave; left out for the first page. */
	cursor?: string;
	/** The most resources wanted; left out for as many as a page may hold. */
	limit?: number;
}

/** Asks for one page of a list. Throws a NodeApiError when the service does not give it. */
export async function requestPage(
	client: CredoAiClient,
	{ path, query, largestPage: pageSize, wording, limits }: ResourceList,
	{ cursor, limit = Number.POSITIVE_INFINITY }: PageWanted,
): Promise<JsonApiPage> {
	const paging: IDataObject = {};
	if (pageSize !== undefined) paging['page[limit]'] = Math.min(pageSize, limit);
	if (cursor !== undefined) paging['page[after]'] = cursor;

	const request = { path, query: { ...query, ...paging }, ...limits };
	const page = readPage(await client.send(request, wording));
	if (page) return page;
	throw client.unexpected(wording);
}

/**
 * Gives a list page by page, never more than `limit` resources in all, and asks for no page that is not needed for
 * them. Holds one page at a time. Throws a NodeApiError when a page cannot be had, or when the service leads in a
 * circle.
 */
export async function* readPages(
	client: CredoAiClient,
	list: ResourceList,
	limit: number,
): AsyncGenerator<JsonApiResource[]> {
	const cursorsSeen = new Set<string>();
	let left = limit;
	let cursor: string | undefined;
	do {
		if (cursor !== undefined) cursorsSeen.add(cursor);
		const page = await requestPage(client, list, { cursor, limit: left });
		const resources = page.resources.slice(0, left);
		yield resources;

		left -= resources.length;
		cursor = left > 0 ? page.nextCursor : undefined;
		if (cursor !== undefined && cursorsSeen.has(cursor)) {
			throw client.refusal(
				{ reason: 'it names a page as the next one that was read already' },
				{ ...list.wording, advise: () => narrower },
			);
		}
	} while (cursor !== undefined);
}

const narrower = 'Turn off Return All and set a Limit, or narrow the list with Filters.';
