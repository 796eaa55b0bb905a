import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { inOrderOfCreation } from '../api/paging';
import { label, minuteOf, searchResources, type Search } from './searchResources';

/** Lists the tasks of the account by their kind, status and age. */
export async function searchTasks(
	this: ILoadOptionsFunctions,
	...search: Search
): Promise<INodeListSearchResult> {
	return await searchResources(
		this,
		{
			list: { path: '/tasks', query: inOrderOfCreation },
			called: 'tasks',
			toChoices: ({ id, attributes: { type, status, inserted_at } }) => [
				{ name: label(type, status, minuteOf(inserted_at), id), value: id },
			],
		},
		search,
	);
}
