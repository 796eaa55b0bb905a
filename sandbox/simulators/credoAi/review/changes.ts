import type { Account } from '../account/account';
import type {
	Review,
	ReviewAction,
	ReviewActionAttributes,
	ReviewAttributes,
	Task,
	UseCase,
	User,
} from '../account/entries';
import { reviewStatusUpdated } from '../callbacks/bodies';
import { openThread } from '../comment/changes';
import { invalid } from '../refusal';
import { createTask, deleteTask, updateTask } from '../task/changes';

import { markUseCase, setReviewStatus, tasksOf } from './settle';

type Plan = Partial<Pick<ReviewAttributes, 'due_date' | 'timezone'>>;

export type ReviewChanges = Plan & Partial<Pick<ReviewAttributes, 'status' | 'review_date'>>;

type NewAction = Pick<ReviewActionAttributes, 'type'> &
	Partial<Pick<ReviewActionAttributes, 'comment' | 'task_id' | 'tags'>>;

/** Opens a review with one task for each of the account's reviewers; announces the review, then the tasks. */
export function submitForReview(
	account: Account,
	user: User,
	useCase: UseCase,
	{ due_date = null, timezone = null }: Plan = {},
): Review {
	const review = account.reviews.add({
		status: 'in_progress',
		due_date,
		review_date: null,
		snapshot_id: null,
		timezone,
		use_case_id: useCase.id,
		user_id: user.id,
		workflow_step_type: useCase.attributes.workflow_stage_step,
		...account.stamps(),
	});
	markUseCase(account, review);
	account.log('use_case_review_created', user, review, useCase.id);
	account.announce(reviewStatusUpdated(review, user));
	for (const reviewer of account.reviewers) {
		createTask(account, user, review, { user_ids: [reviewer.id], team_ids: [] });
	}
	return review;
}

export function updateReview(
	account: Account,
	user: User,
	review: Review,
	{ status, ...plan }: ReviewChanges,
): void {
	Object.assign(review.attributes, plan, { updated_at: account.clock.next() });
	if (status) setReviewStatus(account, user, review, status);
}

/** Takes a review away with its tasks, whose removal is announced. */
export function deleteReview(account: Account, user: User, review: Review): void {
	for (const task of tasksOf(account, review)) deleteTask(account, user, task);
	account.reviews.remove(review.id);
	markUseCase(account, review);
	account.log('use_case_review_deleted', user, review, review.attributes.use_case_id);
}

/**
 * What a reviewer clicks. A decision finishes the named task, or every open one where none is named; the review follows its tasks.
 * A comment opens a thread on the action. Throws a 422 for a review that is closed or decided, or another review's task.
 */
export function actOnReview(
	account: Account,
	user: User,
	review: Review,
	{ type, comment = null, task_id = null, tags = {} }: NewAction,
): ReviewAction {
	refuseActionOnDecided(review, type);
	const tasks = concernedTasks(account, review, task_id);
	const action = account.reviewActions.add({
		type,
		comment,
		task_id,
		tags,
		review_id: review.id,
		use_case_id: review.attributes.use_case_id,
		user_id: user.id,
		...account.stamps(),
	});
	account.log('use_case_review_action_created', user, action, review.attributes.use_case_id, {
		type,
	});
	if (comment) openActionThread(account, user, review, action, comment);
	carryOut(account, user, review, type, tasks, task_id === null);
	return action;
}

function refuseActionOnDecided(review: Review, type: ReviewActionAttributes['type']): void {
	const { status } = review.attributes;
	if (type === 'comment') return;
	if (status === 'closed') throw invalid('review is closed');
	if (type !== 'close_review' && status !== 'in_progress') throw invalid(`review is ${status}`);
}

function concernedTasks(account: Account, review: Review, taskId: string | null): Task[] {
	const tasks = tasksOf(account, review);
	if (taskId === null) return tasks.filter(({ attributes }) => attributes.status !== 'done');
	const task = tasks.find(({ id }) => id === taskId);
	if (!task) throw invalid('task_id does not exist');
	return [task];
}

function carryOut(
	account: Account,
	user: User,
	review: Review,
	type: ReviewActionAttributes['type'],
	tasks: readonly Task[],
	forWholeReview: boolean,
): void {
	switch (type) {
		case 'comment':
			return;
		case 'change_request':
			for (const task of tasks) {
				updateTask(account, user, task, { status: 'in_progress', sub_status: 'change_request' });
			}
			return;
		case 'close_review':
			setReviewStatus(account, user, review, 'closed');
			for (const task of tasks) {
				updateTask(account, user, task, { status: 'done', sub_status: 'cancel' });
			}
			return;
		case 'approve':
		case 'reject':
			for (const task of tasks) {
				updateTask(account, user, task, { status: 'done', sub_status: type });
			}
			if (!forWholeReview) return;
			return setReviewStatus(account, user, review, type === 'approve' ? 'approved' : 'rejected');
	}
}

function openActionThread(
	account: Account,
	user: User,
	review: Review,
	action: ReviewAction,
	content: string,
): void {
	const useCase = account.useCases.get(review.attributes.use_case_id);
	openThread(account, user, useCase, {
		content,
		resource_type: 'review_action',
		resource_id: action.id,
	});
}

/** Gives a review to users and teams by one task. Throws a 422 for nobody, for unknown ones, and for a decided review. */
export function assignReviewers(
	account: Account,
	user: User,
	review: Review,
	{ user_ids = [], team_ids = [] }: { user_ids?: string[]; team_ids?: string[] },
): Task {
	if (review.attributes.status !== 'in_progress') {
		throw invalid(`review is ${review.attributes.status}`);
	}
	if (user_ids.length + team_ids.length === 0) throw invalid("user_ids can't be blank");
	const unknown = [
		...user_ids.filter((id) => !account.users.find(id)),
		...team_ids.filter((id) => !account.teams.find(id)),
	];
	if (unknown[0] !== undefined) throw invalid(`user_ids is invalid: ${unknown[0]} does not exist`);
	return createTask(account, user, review, { user_ids, team_ids });
}
