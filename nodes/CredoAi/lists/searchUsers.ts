import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { inOrderOfCreation, largestPage } from '../api/paging';
import { label, searchResources, type Search } from './searchResources';

/** Lists the users of the tenant by name and e-mail address. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	...search: Search
): Promise<INodeListSearchResult> {
	return await searchResources(
		this,
		{
			list: { path: '/users', query: inOrderOfCreation, largestPage },
			called: 'users',
			toChoices: ({ id, attributes: { given_name, family_name, email } }) => {
				const fullName = [given_name, family_name].filter(Boolean).join(' ');
				return [{ name: label(fullName, email) || id, value: id }];
			},
		},
		search,
	);
}
