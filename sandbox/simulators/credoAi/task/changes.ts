import type { Account } from '../account/account';
import type { Review, Task, TaskAttributes, User } from '../account/entries';
import { taskDeleted, taskStatusUpdated } from '../callbacks/bodies';
import { invalid } from '../refusal';
import { settleReview } from '../review/settle';

export type TaskChanges = Partial<
	Pick<TaskAttributes, 'status' | 'sub_status' | 'due_date' | 'timezone' | 'user_ids' | 'team_ids'>
>;

/** Gives a reviewer a task of a review and announces it: the service sends the status event on creation too. */
export function createTask(
	account: Account,
	user: User,
	review: Review,
	assignees: Pick<TaskAttributes, 'user_ids' | 'team_ids'>,
): Task {
	const { use_case_id, due_date, timezone } = review.attributes;
	const task = account.tasks.add({
		type: 'review',
		status: 'todo',
		sub_status: 'none',
		use_case_id,
		use_case_review_id: review.id,
		use_case_control_id: null,
		assigner_id: user.id,
		...assignees,
		due_date,
		timezone,
		completed_at: null,
		...account.stamps(),
	});
	account.log('task_created', user, task, use_case_id);
	account.announce(taskStatusUpdated(task, user));
	return task;
}

/** Announces a change of status; a decision on a review's last open task decides the review. */
export function updateTask(account: Account, user: User, task: Task, changes: TaskChanges): void {
	const unknown = changes.user_ids?.find((id) => !account.users.find(id));
	if (unknown) throw invalid(`user_ids is invalid: ${unknown} does not exist`);
	const { attributes } = task;
	const before = { ...attributes };
	Object.assign(attributes, changes, { updated_at: account.clock.next() });
	attributes.completed_at =
		attributes.status === 'done' ? (attributes.completed_at ?? attributes.updated_at) : null;
	account.log('task_updated', user, task, attributes.use_case_id, { ...changes });
	if (before.status === attributes.status && before.sub_status === attributes.sub_status) return;
	account.announce(taskStatusUpdated(task, user));
	const review = account.reviews.find(attributes.use_case_review_id);
	if (review) settleReview(account, user, review);
}

export function deleteTask(account: Account, user: User, task: Task): void {
	account.tasks.remove(task.id);
	account.log('task_deleted', user, task, task.attributes.use_case_id);
	account.announce(taskDeleted(task, user));
}
