import type { FastifyInstance } from 'fastify';

import type { Account } from '../account/account';
import type { CommentThread } from '../account/entries';
import { linkage, list, type Related, single } from '../answers/document';
import { takePage } from '../answers/paging';
import { notFound } from '../answers/refusal';
import { editComment, openThread, replyInThread } from '../changes/comment';
import { commentText, newThread, threadChange } from '../requests/comments';
import { readListQuery } from '../requests/listQuery';
import { readAttributes } from '../requests/read';

import type { CommentPath, IdPath, ThreadPath } from './paths';

const threadFilters = [
	'status',
	'resource_type',
	'resource_id',
	'parent_q_section_id',
	'parent_entity_control_id',
	'parent_use_case_review_id',
] as const;

/** Comment threads on use cases; each comes with its comments included. */
export function commentRoutes(api: FastifyInstance, account: Account): void {
	const { commentThreads, comments, useCases, me } = account;

	const commentsOf = ({ id }: CommentThread): Related => {
		const included = comments.where(({ comment_thread_id }) => comment_thread_id === id);
		return { relationships: { comments: { data: included.map(linkage) } }, included };
	};

	const threadAt = ({ id, threadId }: ThreadPath['Params']): CommentThread => {
		const thread = commentThreads.get(threadId);
		if (thread.attributes.use_case_id !== id) throw notFound();
		return thread;
	};

	const commentAt = ({ commentId, ...path }: CommentPath['Params']) => {
		const comment = comments.get(commentId);
		if (comment.attributes.comment_thread_id !== threadAt(path).id) throw notFound();
		return comment;
	};

	api.get<IdPath>('/use_cases/:id/comment_threads', async ({ params, query }) => {
		const { id } = useCases.get(params.id);
		const asked = readListQuery(query, { includes: ['comments'], filters: threadFilters });
		const own = commentThreads.where((thread) => {
			const fits = threadFilters.every((name) => {
				return asked.filters.get(name)?.includes(String(thread[name])) ?? true;
			});
			return thread.use_case_id === id && fits;
		});
		const { entries, meta } = takePage(own, asked);
		return list(entries, { meta, relate: commentsOf });
	});

	api.post<IdPath>('/use_cases/:id/comment_threads', async ({ params, body }, reply) => {
		const useCase = useCases.get(params.id);
		const given = readAttributes(newThread, body);
		reply.code(201);
		return single(openThread(account, me, useCase, given), commentsOf);
	});

	api.patch<ThreadPath>('/use_cases/:id/comment_threads/:threadId', async ({ params, body }) => {
		const thread = threadAt(params);
		const { status } = readAttributes(threadChange, body, thread.id);
		Object.assign(thread.attributes, { status, updated_at: account.clock.next() });
		account.log('comment_thread_resolved', me, thread, thread.attributes.use_case_id);
		return single(thread, commentsOf);
	});

	const threadComments = '/use_cases/:id/comment_threads/:threadId/comments';

	api.post<ThreadPath>(threadComments, async ({ params, body }, reply) => {
		const thread = threadAt(params);
		const { content } = readAttributes(commentText, body);
		reply.code(201);
		return single(replyInThread(account, me, thread, content));
	});

	api.patch<CommentPath>(`${threadComments}/:commentId`, async ({ params, body }) => {
		const comment = commentAt(params);
		const { content } = readAttributes(commentText, body, comment.id);
		editComment(account, me, comment, content);
		return single(comment);
	});

	api.delete<CommentPath>(`${threadComments}/:commentId`, async ({ params }, reply) => {
		comments.remove(commentAt(params).id);
		return await reply.code(204).send();
	});
}
