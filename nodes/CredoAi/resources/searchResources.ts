import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { CredoAiClient } from '../client/client';
import type { JsonApiResource } from '../client/jsonApi';
import { requestPage, type ResourceList } from '../client/paging';

/** What can be chosen, and how each of it reads in the list. */
export interface Choices {
	list(this: void, context: ILoadOptionsFunctions): ResourceList;
	toChoices(this: void, resource: JsonApiResource): INodeListSearchItems[];
}

/** A list as n8n asks for it: by the words typed, and the mark of the page to go on from. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	words?: string,
	cursor?: string,
) => Promise<INodeListSearchResult>;

// Enough for a thousand use cases at one keystroke; further ones come when the user scrolls.
const mostPagesAtOnce = 10;

/**
 * Makes the list of a resource locator. Names are compared here, because not every list of Credo AI can be searched
 * by a part of a name; so pages are read until one has something to show.
 */
export function searchIn({ list, toChoices }: Choices): ListSearch {
	return async function (words = '', cursor) {
		const client = new CredoAiClient(this);
		const wanted = words.trim().toLowerCase();
		let next = cursor;
		for (let pages = 1; ; pages++) {
			const page = await requestPage(client, list(this), { cursor: next });
			const results = page.resources
				.flatMap(toChoices)
				.filter(({ name, value }) => name.toLowerCase().includes(wanted) || value === words.trim());
			next = page.nextCursor;
			if (results.length > 0 || next === undefined || pages === mostPagesAtOnce) {
				return { results, paginationToken: next };
			}
		}
	};
}
