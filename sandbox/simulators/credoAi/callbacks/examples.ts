import type { Account } from '../account/account';
import type { Comment, CommentThread, Review, Task, UseCase } from '../account/entries';
import { shortId } from '../account/ids';

import {
	type AccountEvent,
	commentChanged,
	customEvent,
	customFieldUpdated,
	fieldUpdated,
	reviewCommentChanged,
	reviewStatusUpdated,
	taskDeleted,
	taskStatusUpdated,
} from './bodies';

/**
 * What the service would send under this name, about the entries that the account holds (or made-up ones where it holds none).
 * A name that nobody documented brings the use case and the user alone.
 */
export function exampleOf(name: string, account: Account): AccountEvent {
	const user = account.me;
	const [useCase] = account.useCases.all();
	switch (name) {
		case 'use_case_custom_field_updated':
			return customFieldUpdated(someValue(account, useCase), user);
		case 'use_case_review_status_updated':
			return reviewStatusUpdated(someReview(account, useCase), user);
		case 'use_case_review_task_status_updated':
			return taskStatusUpdated(someTask(account, useCase), user);
		case 'use_case_review_task_deleted':
			return taskDeleted(someTask(account, useCase), user);
		case 'use_case_comment':
			return commentChanged(...someComment(account, useCase), 'comment_created');
		case 'use_case_review_comment':
			return reviewCommentChanged(...someComment(account, useCase), user);
	}
	const [, field] = /^use_case_(\w+)_updated$/.exec(name) ?? [];
	if (!field) return customEvent(name, useCase, user);
	return fieldUpdated(useCase?.id ?? shortId(), field, valueOf(field, useCase), user);
}

function valueOf(field: string, useCase: UseCase | undefined): unknown {
	// Gone from the resource, yet its event is still documented: 1 is the value of the documented example.
	if (field === 'governance_status') return 1;
	const value = new Map<string, unknown>(Object.entries(useCase?.attributes ?? {})).get(field);
	return value ?? 'changed';
}

function someValue(account: Account, useCase: UseCase | undefined) {
	const [field] = account.customFields.all();
	return {
		id: shortId(),
		type: account.customFieldValues.type,
		attributes: {
			use_case_id: useCase?.id ?? shortId(),
			custom_field_id: field?.id ?? shortId(),
			name: field?.attributes.name ?? 'Target Review Date',
			type: field?.attributes.type ?? 'number',
			value: '05/23/2024',
			...account.stamps(),
		},
	};
}

function someReview(account: Account, useCase: UseCase | undefined): Review {
	const [review] = account.reviews.all();
	return (
		review ?? {
			id: shortId(),
			type: account.reviews.type,
			attributes: {
				status: 'in_progress',
				due_date: null,
				review_date: null,
				snapshot_id: null,
				timezone: null,
				use_case_id: useCase?.id ?? shortId(),
				user_id: account.me.id,
				workflow_step_type: 'assessment',
				...account.stamps(),
			},
		}
	);
}

function someTask(account: Account, useCase: UseCase | undefined): Task {
	const [task] = account.tasks.all();
	const review = someReview(account, useCase);
	return (
		task ?? {
			id: shortId(),
			type: account.tasks.type,
			attributes: {
				type: 'review',
				status: 'todo',
				sub_status: 'none',
				use_case_id: review.attributes.use_case_id,
				use_case_review_id: review.id,
				use_case_control_id: null,
				assigner_id: account.me.id,
				user_ids: [account.me.id],
				team_ids: [],
				due_date: null,
				timezone: null,
				completed_at: null,
				...account.stamps(),
			},
		}
	);
}

function someComment(account: Account, useCase: UseCase | undefined): [Comment, CommentThread] {
	const review = someReview(account, useCase);
	const { id: userId, attributes: user } = account.me;
	const threadId = shortId();
	const comment = {
		id: shortId(),
		type: account.comments.type,
		attributes: {
			comment_thread_id: threadId,
			content: `Hello @[${user.given_name} ${user.family_name}](users:${userId})`,
			user_id: userId,
			...account.stamps(),
		},
	};
	const thread: CommentThread = {
		id: threadId,
		type: account.commentThreads.type,
		attributes: {
			use_case_id: review.attributes.use_case_id,
			status: 'open',
			resource_type: 'review_action',
			resource_id: shortId(),
			parent_q_section_id: null,
			parent_entity_control_id: null,
			parent_use_case_review_id: review.id,
			user_id: userId,
			...account.stamps(),
		},
	};
	return [comment, thread];
}
