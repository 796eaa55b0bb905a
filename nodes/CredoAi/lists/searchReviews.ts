import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { inOrderOfCreation } from '../api/paging';
import { path } from '../api/path';
import { chosenUseCase } from './chosenUseCase';
import { label, minuteOf, searchResources, type Search } from './searchResources';

/** Lists the reviews of the chosen use case by their status and age. */
export async function searchReviews(
	this: ILoadOptionsFunctions,
	...search: Search
): Promise<INodeListSearchResult> {
	return await searchResources(
		this,
		{
			list: { path: path`/use_cases/${chosenUseCase(this)}/reviews`, query: inOrderOfCreation },
			called: 'reviews',
			toChoices: ({ id, attributes }) => [
				{ name: label(attributes.status, minuteOf(attributes.inserted_at), id), value: id },
			],
		},
		search,
	);
}
