import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { searchResources, type Search } from './searchResources';

/** Lists the custom fields that the tenant has defined. */
export async function searchCustomFields(
	this: ILoadOptionsFunctions,
	...search: Search
): Promise<INodeListSearchResult> {
	return await searchResources(
		this,
		{
			list: { path: '/custom_fields' },
			called: 'custom fields',
			toChoices: ({ id, attributes }) => [{ name: String(attributes.name ?? id), value: id }],
		},
		search,
	);
}
