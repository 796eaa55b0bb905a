import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { inOrderOfCreation, largestPage } from '../api/paging';
import { path } from '../api/path';
import { chosenUseCase } from './chosenUseCase';
import { label, minuteOf, searchResources, type Search } from './searchResources';

const longestExcerpt = 60;

/** Lists the comment threads of the chosen use case by how they begin. */
export async function searchCommentThreads(
	this: ILoadOptionsFunctions,
	...search: Search
): Promise<INodeListSearchResult> {
	return await searchResources(
		this,
		{
			list: {
				path: path`/use_cases/${chosenUseCase(this)}/comment_threads`,
				query: { ...inOrderOfCreation, include: 'comments' },
				largestPage,
			},
			called: 'comments',
			toChoices: ({ id, attributes, included: [firstComment] }) => {
				const beginning = String(firstComment?.attributes.content ?? id).slice(0, longestExcerpt);
				const name = label(beginning, attributes.status, minuteOf(attributes.inserted_at));
				return [{ name, value: id }];
			},
		},
		search,
	);
}
