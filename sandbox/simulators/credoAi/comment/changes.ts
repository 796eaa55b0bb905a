import type { Account } from '../account/account';
import type {
	Comment,
	CommentThread,
	CommentThreadAttributes,
	UseCase,
	User,
} from '../account/entries';
import { type CommentChange, commentChanged, reviewCommentChanged } from '../callbacks/bodies';
import { invalid } from '../refusal';

type Place = Partial<
	Pick<
		CommentThreadAttributes,
		| 'resource_type'
		| 'resource_id'
		| 'parent_q_section_id'
		| 'parent_entity_control_id'
		| 'parent_use_case_review_id'
	>
>;

/** Opens a thread by its first comment. Throws a 422 for a resource that is not named or, on a review, not there. */
export function openThread(
	account: Account,
	user: User,
	useCase: UseCase,
	{ content, ...place }: Place & { content: string },
): CommentThread {
	const thread = account.commentThreads.add({
		use_case_id: useCase.id,
		status: 'open',
		user_id: user.id,
		parent_q_section_id: place.parent_q_section_id ?? null,
		parent_entity_control_id: place.parent_entity_control_id ?? null,
		...resourceOf(account, place),
		...account.stamps(),
	});
	account.log('comment_thread_created', user, thread, useCase.id);
	replyInThread(account, user, thread, content);
	return thread;
}

export function replyInThread(
	account: Account,
	user: User,
	thread: CommentThread,
	content: string,
): Comment {
	const comment = account.comments.add({
		comment_thread_id: thread.id,
		content,
		user_id: user.id,
		...account.stamps(),
	});
	thread.attributes.updated_at = comment.attributes.inserted_at;
	account.log('comment_created', user, comment, thread.attributes.use_case_id);
	announceComment(account, user, comment, thread, 'comment_created');
	return comment;
}

export function editComment(account: Account, user: User, comment: Comment, content: string): void {
	Object.assign(comment.attributes, { content, updated_at: account.clock.next() });
	const thread = account.commentThreads.get(comment.attributes.comment_thread_id);
	account.log('comment_updated', user, comment, thread.attributes.use_case_id);
	announceComment(account, user, comment, thread, 'comment_updated');
}

function resourceOf(account: Account, place: Place) {
	const { resource_type = 'none', resource_id = null, parent_use_case_review_id = null } = place;
	if (resource_type !== 'none' && resource_id === null) throw invalid("resource_id can't be blank");
	if (resource_type !== 'review_action') {
		return { resource_type, resource_id, parent_use_case_review_id };
	}
	const action = account.reviewActions.find(resource_id ?? '');
	if (!action) throw invalid('resource_id does not exist');
	return {
		resource_type,
		resource_id,
		parent_use_case_review_id: action.attributes.review_id,
	};
}

function announceComment(
	account: Account,
	user: User,
	comment: Comment,
	thread: CommentThread,
	change: CommentChange,
): void {
	account.announce(commentChanged(comment, thread, change));
	const isOnReview = thread.attributes.parent_use_case_review_id !== null;
	if (isOnReview) account.announce(reviewCommentChanged(comment, thread, user));
}
