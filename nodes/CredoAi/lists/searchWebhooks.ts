import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { withoutSecrets } from '../resources/webhook/withoutSecrets';
import { label, searchResources, type Search } from './searchResources';

/** Lists the webhooks of the account by their descriptions and addresses. */
export async function searchWebhooks(
	this: ILoadOptionsFunctions,
	...search: Search
): Promise<INodeListSearchResult> {
	return await searchResources(
		this,
		{
			list: { path: '/webhooks' },
			called: 'webhooks',
			toChoices: (webhook) => {
				const { id, attributes } = withoutSecrets(webhook);
				return [{ name: label(attributes.description, attributes.url), value: id }];
			},
		},
		search,
	);
}
