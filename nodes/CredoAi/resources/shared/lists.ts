import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { asText } from '../../../shared/values/unknownInput';
import { CredoAiClient } from '../../client/client';
import type { JsonApiResource } from '../../client/jsonApi';
import {
	markAfter,
	readMark,
	readPages,
	requestPage,
	type ResourceList,
} from '../../client/paging';

/** A list as n8n asks for it: by the words typed, and the mark of the page to go on from. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	words?: string,
	cursor?: string,
) => Promise<INodeListSearchResult>;

// Enough for a thousand use cases at one keystroke; further ones come when the user scrolls.
const mostPagesAtOnce = 10;

/**
 * Makes the list of a resource locator; `toChoices` says how each resource reads in it. Names are compared here, because
 * not every list of Credo AI can be searched by a part of a name; so pages are read until one has something to show.
 */
export function searchIn(
	list: (context: ILoadOptionsFunctions) => ResourceList,
	toChoices: (resource: JsonApiResource) => INodeListSearchItems[],
): ListSearch {
	return async function (words = '', cursor) {
		const client = new CredoAiClient(this);
		const wanted = words.trim().toLowerCase();
		let mark = cursor;
		for (let pages = 1; ; pages++) {
			const page = await requestPage(client, list(this), readMark(mark));
			const results = page.resources
				.flatMap(toChoices)
				.filter(({ name, value }) => name.toLowerCase().includes(wanted) || value === words.trim());
			mark = markAfter(page, mark);
			if (results.length > 0 || mark === undefined || pages === mostPagesAtOnce) {
				return { results, paginationToken: mark };
			}
		}
	};
}

/** What a field with several choices is filled with. */
export type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** Fills a field with everything in a list; `toChoices` says how each resource reads in it. */
export function choicesFrom(
	list: ResourceList,
	toChoices: (resources: JsonApiResource[]) => INodePropertyOptions[],
): LoadOptions {
	return async function () {
		const resources: JsonApiResource[] = [];
		const pages = readPages(new CredoAiClient(this), list, Number.POSITIVE_INFINITY);
		for await (const page of pages) resources.push(...page);
		return toChoices(resources);
	};
}

/** Offers what has an id and is called by a name. */
export const byId = (resources: JsonApiResource[]): INodePropertyOptions[] =>
	resources.map((resource) => ({ name: nameOf(resource), value: resource.id }));

/** Offers what Credo AI takes by its name, each name once. */
export function byNameAlone(resources: JsonApiResource[]): INodePropertyOptions[] {
	const names = new Set(resources.flatMap(({ attributes }) => asText(attributes.name) ?? []));
	return [...names].map((name) => ({ name, value: name }));
}

/** Offers a thing by its name. */
export function byName({ id, attributes }: JsonApiResource): INodeListSearchItems[] {
	return [{ name: String(attributes.name ?? id), value: id }];
}

/** How a user, a team or another thing with a name reads. */
export function nameOf({ id, attributes }: JsonApiResource): string {
	const { name, given_name, family_name, email } = attributes;
	const fullName = [given_name, family_name].filter(Boolean).join(' ');
	return label(name, fullName, email) || id;
}

/** Gives the words that tell one entry from another, without those that are missing. */
export function label(...words: unknown[]): string {
	return words.filter((word) => typeof word === 'string' && word !== '').join(' · ');
}

/** `2025-08-08T05:56:32.136590Z` -> `2025-08-08 05:56`, in UTC as Credo AI sends it. */
export function minuteOf(time: unknown): string | undefined {
	return typeof time === 'string' ? time.slice(0, 16).replace('T', ' ') : undefined;
}
