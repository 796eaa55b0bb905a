import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { label, searchResources, type Search } from './searchResources';

/** Lists the stages of the tenant's workflow. */
export async function searchWorkflowStages(
	this: ILoadOptionsFunctions,
	...search: Search
): Promise<INodeListSearchResult> {
	return await searchResources(
		this,
		{
			list: { path: '/workflow_stages' },
			called: 'workflow stages',
			toChoices: ({ id, attributes: { name, type } }) => [{ name: label(name, type), value: id }],
		},
		search,
	);
}
