import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { JsonApiResource } from '../api/jsonApi';
import { requestPage, type ResourceList } from '../api/paging';

/** What can be chosen, and how each of it reads in the list. */
export interface Choices {
	list: ResourceList;
	/** What the list holds, for an error, e.g. `use cases`. */
	called: string;
	toChoices(resource: JsonApiResource): INodeListSearchItems[];
}

/** What the editor hands to a list search: the words typed, and the mark of the page to go on from. */
export type Search = [words?: string, cursor?: string];

// Enough for a thousand use cases at one keystroke; further ones come when the user scrolls.
const mostPagesAtOnce = 10;

/**
 * Lists what can be chosen in a resource locator. Names are compared here, because not every list of Credo AI can
 * be searched by a part of a name; so pages are read until one has something to show.
 */
export async function searchResources(
	context: ILoadOptionsFunctions,
	{ list, called, toChoices }: Choices,
	[words = '', cursor]: Search,
): Promise<INodeListSearchResult> {
	const wanted = words.trim().toLowerCase();
	const purpose = { doing: `list the ${called}` };
	let next = cursor;
	for (let pages = 1; ; pages++) {
		const page = await requestPage(context, list, { cursor: next }, purpose);
		const results = page.resources
			.flatMap(toChoices)
			.filter(({ name, value }) => name.toLowerCase().includes(wanted) || value === words.trim());
		next = page.nextCursor;
		if (results.length > 0 || next === undefined || pages === mostPagesAtOnce) {
			return { results, paginationToken: next };
		}
	}
}

/** Gives the words that tell one entry from another, without those that are missing. */
export function label(...words: unknown[]): string {
	return words.filter((word) => typeof word === 'string' && word !== '').join(' · ');
}

/** `2025-08-08T05:56:32.136590Z` -> `2025-08-08 05:56`, in UTC as Credo AI sends it. */
export function minuteOf(time: unknown): string | undefined {
	return typeof time === 'string' ? time.slice(0, 16).replace('T', ' ') : undefined;
}
