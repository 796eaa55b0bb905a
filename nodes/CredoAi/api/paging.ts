import { NodeApiError, type IDataObject } from 'n8n-workflow';

import type { RequestContext } from '../../shared/attemptRequest';
import type { CredoAiPurpose } from './credoAiError';
import { readPage, type JsonApiPage, type JsonApiResource } from './jsonApi';
import { credoAiRequest } from './request';
import { unexpectedAnswer } from './unexpectedAnswer';

/** A list of the API and how it is read. */
export interface ResourceList {
	/** The path behind `/api/v2/{tenant}`, its ids already encoded. */
	path: string;
	query?: IDataObject;
	/** The most resources that one page may hold; left out where the list is not documented to have pages. */
	largestPage?: number;
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
	context: RequestContext,
	{ path, query, largestPage: pageSize }: ResourceList,
	{ cursor, limit = Number.POSITIVE_INFINITY }: PageWanted,
	purpose: CredoAiPurpose,
): Promise<JsonApiPage> {
	const paging: IDataObject = {};
	if (pageSize !== undefined) paging['page[limit]'] = Math.min(pageSize, limit);
	if (cursor !== undefined) paging['page[after]'] = cursor;

	const answer = await credoAiRequest(context, { path, query: { ...query, ...paging } }, purpose);
	const page = readPage(answer);
	if (page) return page;
	throw unexpectedAnswer(context.getNode(), purpose);
}

/**
 * Gives a list page by page, never more than `limit` resources in all, and asks for no page that is not needed for
 * them. Holds one page at a time. Throws a NodeApiError when a page cannot be had, or when the service leads in a
 * circle.
 */
export async function* readPages(
	context: RequestContext,
	list: ResourceList,
	limit: number,
	purpose: CredoAiPurpose,
): AsyncGenerator<JsonApiResource[]> {
	const cursorsSeen = new Set<string>();
	let left = limit;
	let cursor: string | undefined;
	do {
		if (cursor !== undefined) cursorsSeen.add(cursor);
		const page = await requestPage(context, list, { cursor, limit: left }, purpose);
		const resources = page.resources.slice(0, left);
		yield resources;

		left -= resources.length;
		cursor = left > 0 ? page.nextCursor : undefined;
		if (cursor !== undefined && cursorsSeen.has(cursor)) throw leadsInACircle(context, purpose);
	} while (cursor !== undefined);
}

const leadsInACircle = (context: RequestContext, { doing, itemIndex }: CredoAiPurpose) =>
	new NodeApiError(
		context.getNode(),
		{},
		{
			message: `Credo AI could not ${doing}: it names a page as the next one that was read already`,
			description: 'Turn off Return All and set a Limit, or narrow the list with Filters.',
			itemIndex,
		},
	);
