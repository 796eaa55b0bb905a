import { z } from 'zod';

import type { Account } from '../account/account';
import type { CommentThread, Comment, User } from '../account/entries';
import { filledText } from '../body';
import { linkage, type Related } from '../document';
import {
	type Call,
	type Endpoint,
	listsPages,
	useCaseOf,
	creates,
	changes,
	removes,
} from '../endpoint';
import { fits } from '../listQuery';
import { notFound } from '../refusal';

import { editComment, openThread, replyInThread } from './changes';

/** `POST` and `PATCH` of one comment. */
const commentText = z.strictObject({ content: filledText });

const places = ['none', 'review_action', 'evidence_requirement', 'control', 'question'] as const;

/** `POST /use_cases/{id}/comment_threads` */
const newThread = commentText
	.extend({
		resource_type: z.enum(places),
		resource_id: filledText.nullable(),
		parent_q_section_id: filledText.nullable(),
		parent_entity_control_id: filledText.nullable(),
		parent_use_case_review_id: filledText.nullable(),
	})
	.partial()
	.required({ content: true });

/** `PATCH /use_cases/{id}/comment_threads/{threadId}` */
const threadChange = z.strictObject({ status: z.enum(['resolved']) });

const threadFilters = [
	'status',
	'resource_type',
	'resource_id',
	'parent_q_section_id',
	'parent_entity_control_id',
	'parent_use_case_review_id',
] as const;

const threadOf = ({ account, id }: Call): CommentThread =>
	account.commentThreads.in(id(), id('threadId'));

function commentOf(call: Call): Comment {
	const comment = call.account.comments.get(call.id('commentId'));
	if (comment.attributes.comment_thread_id !== threadOf(call).id) throw notFound();
	return comment;
}

/** Each thread comes with its comments included. */
const withComments =
	({ account }: Call) =>
	({ id }: CommentThread): Related => {
		const included = account.comments.where(({ comment_thread_id }) => comment_thread_id === id);
		return { relationships: { comments: { data: included.map(linkage) } }, included };
	};

const threads = '/use_cases/:id/comment_threads';

/** Comment threads on use cases. */
export const commentEndpoints: readonly Endpoint[] = [
	listsPages(
		threads,
		{ includes: ['comments'], filters: threadFilters },
		(call, asked) => {
			const { id } = useCaseOf(call);
			return call.account.commentThreads.where(
				({ use_case_id, ...thread }) => use_case_id === id && fits(asked, thread),
			);
		},
		(_asked, call) => withComments(call),
	),
	creates(threads, useCaseOf, newThread, openThread, { relate: withComments }),
	changes(`${threads}/:threadId`, threadOf, threadChange, resolveThread, { relate: withComments }),
	creates(
		`${threads}/:threadId/comments`,
		threadOf,
		commentText,
		(account, user, thread, { content }) => replyInThread(account, user, thread, content),
	),
	changes(
		`${threads}/:threadId/comments/:commentId`,
		commentOf,
		commentText,
		(account, user, comment, { content }) => editComment(account, user, comment, content),
	),
	removes(`${threads}/:threadId/comments/:commentId`, commentOf, ({ comments }, _user, { id }) =>
		comments.remove(id),
	),
];

function resolveThread(
	account: Account,
	user: User,
	thread: CommentThread,
	{ status }: { status: 'resolved' },
): void {
	Object.assign(thread.attributes, { status, updated_at: account.clock.next() });
	account.log('comment_thread_resolved', user, thread, thread.attributes.use_case_id);
}
