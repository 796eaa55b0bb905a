import type {
	Comment,
	CommentThread,
	CustomFieldValue,
	Review,
	Task,
	UseCase,
	User,
} from '../account/entries';

/** What happened in the account, before it is wrapped for one webhook. */
export interface AccountEvent {
	readonly name: string;
	/** The envelope's `subject`: the documented examples do not agree on how it is made. */
	readonly subject: string;
	readonly data: Readonly<Record<string, unknown>>;
	/** Whether payloads since 2025 repeat the name as `data.eventType`. */
	readonly hasEventType: boolean;
}

/** `use_case_<field>_updated`; the service generates the name from the field. */
export function fieldUpdated(
	useCaseId: string,
	field: string,
	value: unknown,
	user: User,
): AccountEvent {
	return {
		name: `use_case_${field}_updated`,
		subject: `${field}_updated`,
		data: { changedFieldName: field, useCaseId, value, user: describeUser(user) },
		hasEventType: true,
	};
}

/** `use_case_custom_field_updated`; even a number's value arrives as a string. */
export function customFieldUpdated({ attributes }: CustomFieldValue, user: User): AccountEvent {
	const { custom_field_id: customFieldId, name, type, value, use_case_id } = attributes;
	return {
		name: 'use_case_custom_field_updated',
		subject: `cf_${customFieldId}_updated`,
		data: {
			customFieldId,
			customFieldName: name,
			customFieldType: type,
			useCaseId: use_case_id,
			value: typeof value === 'number' ? String(value) : value,
			user: describeUser(user),
		},
		hasEventType: true,
	};
}

export function reviewStatusUpdated({ id, attributes }: Review, user: User): AccountEvent {
	return named('use_case_review_status_updated', {
		reviewId: id,
		status: attributes.status,
		useCaseId: attributes.use_case_id,
		user: describeUser(user),
	});
}

export function taskStatusUpdated(task: Task, user: User): AccountEvent {
	const { status, sub_status: subStatus } = task.attributes;
	return named('use_case_review_task_status_updated', {
		...describeTask(task),
		status,
		subStatus,
		user: describeUser(user),
	});
}

export function taskDeleted(task: Task, user: User): AccountEvent {
	return named('use_case_review_task_deleted', {
		...describeTask(task),
		user: describeUser(user),
	});
}

export type CommentChange = 'comment_created' | 'comment_updated';

/** `use_case_comment`: its fields are documented, a sample is not; it has `eventName` where others have `eventType`. */
export function commentChanged(
	comment: Comment,
	{ id: threadId, attributes: thread }: CommentThread,
	change: CommentChange,
): AccountEvent {
	return {
		name: 'use_case_comment',
		subject: 'use_case_comment',
		data: {
			commentId: comment.id,
			threadId,
			comment: comment.attributes.content,
			useCaseId: thread.use_case_id,
			resourceType: thread.resource_type,
			resourceId: thread.resource_id,
			parentQSectionId: thread.parent_q_section_id,
			parentEntityControlId: thread.parent_entity_control_id,
			// The underscore is the service's own.
			parentUseCaseReview_id: thread.parent_use_case_review_id,
			eventName: change,
		},
		hasEventType: false,
	};
}

/** `use_case_review_comment`: deprecated, sent on top of `use_case_comment` for a comment on a review. */
export function reviewCommentChanged(
	{ attributes: comment }: Comment,
	{ attributes: thread }: CommentThread,
	user: User,
): AccountEvent {
	return named('use_case_review_comment', {
		actionId: thread.resource_id,
		comment: comment.content,
		reviewId: thread.parent_use_case_review_id,
		taggedUsers: taggedUsers(comment.content),
		useCaseId: thread.use_case_id,
		user: describeUser(user),
	});
}

/** An event that is in no document; the service makes new names as fields are added. */
export function customEvent(name: string, useCase: UseCase | undefined, user: User): AccountEvent {
	return named(name, { useCaseId: useCase?.id, user: describeUser(user) });
}

function named(name: string, data: AccountEvent['data']): AccountEvent {
	return { name, subject: name, data, hasEventType: true };
}

function describeTask({ attributes }: Task) {
	return {
		assignedUserId: attributes.user_ids[0] ?? null,
		assignerId: attributes.assigner_id,
		reviewId: attributes.use_case_review_id,
		useCaseId: attributes.use_case_id,
	};
}

function describeUser({ id, attributes }: User) {
	const { email, role, job, nickname, family_name, given_name } = attributes;
	return { email, role, job, userId: id, nickname, familyName: family_name, givenName: given_name };
}

/** `Hello @[John Doe](users:<id>)` names John Doe. */
function taggedUsers(content: string): Array<{ user: string; user_id: string }> {
	return [...content.matchAll(/@\[([^\]]+)\]\(users:(\w+)\)/g)].map(([, user = '', id = '']) => ({
		user,
		user_id: id,
	}));
}
