import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import type { CredoAiClient } from '../../client/client';
import { onStatus } from '../../client/errors';
import type { JsonApiResource } from '../../client/jsonApi';
import { adviseOnFilters, largestPage, type ResourceList } from '../../client/paging';
import { changeResource, createResource } from '../../client/resourceRequests';

const lookUp = 'Look for it with Comment > Get Many';

/** The comment threads of a use case, each with its comments. */
export const commentThreadList = (useCaseId: string, query: IDataObject): ResourceList => ({
	path: path`/use_cases/${useCaseId}/comment_threads`,
	query: { include: 'comments', ...query },
	largestPage,
	wording: { doing: 'list the comments', parameter: 'Use Case', advise: adviseOnFilters },
});

/** Opens a comment thread on a use case, once. Throws a NodeApiError. */
export async function createCommentThread(
	client: CredoAiClient,
	useCaseId: string,
	attributes: IDataObject,
): Promise<JsonApiResource> {
	return await createResource(
		client,
		path`/use_cases/${useCaseId}/comment_threads`,
		{ type: 'comment_threads', attributes },
		{
			doing: 'create the comment',
			parameter: 'Use Case',
			advise: onStatus({
				422: 'Check “Content”, and the subject under “Additional Fields”: its type and its ID belong together.',
			}),
			lookUp,
		},
	);
}

/** Adds a comment to a thread, once. Throws a NodeApiError. */
export async function addReply(
	client: CredoAiClient,
	useCaseId: string,
	threadId: string,
	content: string,
): Promise<JsonApiResource> {
	return await createResource(
		client,
		path`/use_cases/${useCaseId}/comment_threads/${threadId}/comments`,
		{ type: 'comments', attributes: { content } },
		{
			doing: 'add the reply',
			parameter: 'Comment Thread',
			advise: onStatus({ 422: 'Check “Content”; a resolved thread may take no replies.' }),
			lookUp,
		},
	);
}

/** Marks a thread as resolved. Throws a NodeApiError. */
export async function resolveCommentThread(
	client: CredoAiClient,
	useCaseId: string,
	threadId: string,
): Promise<JsonApiResource | undefined> {
	return await changeResource(
		client,
		path`/use_cases/${useCaseId}/comment_threads/${threadId}`,
		{ type: 'comment_threads', id: threadId, attributes: { status: 'resolved' } },
		{
			doing: 'resolve the comment thread',
			parameter: 'Comment Thread',
			advise: onStatus({ 422: 'The thread may be resolved already: see Comment > Get Many.' }),
		},
	);
}
