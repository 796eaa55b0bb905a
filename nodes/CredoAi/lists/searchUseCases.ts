import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { inOrderOfCreation, largestPage } from '../api/paging';
import { searchResources, type Search } from './searchResources';

/** Lists the use cases of the account by their names. */
export async function searchUseCases(
	this: ILoadOptionsFunctions,
	...search: Search
): Promise<INodeListSearchResult> {
	return await searchResources(
		this,
		{
			list: { path: '/use_cases', query: inOrderOfCreation, largestPage },
			called: 'use cases',
			toChoices: ({ id, attributes }) => [{ name: String(attributes.name ?? id), value: id }],
		},
		search,
	);
}
