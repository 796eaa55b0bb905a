import type { Account } from '../account/account';
import type { Review, ReviewAttributes, Task, User } from '../account/entries';
import { reviewStatusUpdated } from '../callbacks/bodies';

/** The tasks of a review, oldest first. */
export function tasksOf(account: Account, review: Review): Task[] {
	return account.tasks.where((task) => task.use_case_review_id === review.id);
}

/** Sets a review's status, announces it, and says on the use case whether it is still in review. */
export function setReviewStatus(
	account: Account,
	user: User,
	review: Review,
	status: ReviewAttributes['status'],
): void {
	if (review.attributes.status === status) return;
	const now = account.clock.next();
	const decided = status === 'approved' || status === 'rejected';
	Object.assign(review.attributes, { status, updated_at: now }, decided && { review_date: now });
	markUseCase(account, review);
	account.log('use_case_review_updated', user, review, review.attributes.use_case_id, { status });
	account.announce(reviewStatusUpdated(review, user));
}

/** Decides an open review once its tasks do: rejected by any, approved when all have approved. */
export function settleReview(account: Account, user: User, review: Review): void {
	if (review.attributes.status !== 'in_progress') return;
	const decisions = tasksOf(account, review).map(({ attributes }) => {
		return attributes.status === 'done' ? attributes.sub_status : undefined;
	});
	if (decisions.includes('reject')) setReviewStatus(account, user, review, 'rejected');
	else if (decisions.length > 0 && decisions.every((decision) => decision === 'approve')) {
		setReviewStatus(account, user, review, 'approved');
	}
}

/** A use case is in review while one of its reviews is in progress. */
export function markUseCase(account: Account, review: Review): void {
	const { use_case_id: id } = review.attributes;
	const useCase = account.useCases.find(id);
	if (!useCase) return;
	useCase.attributes.in_review = account.reviews
		.of({ id })
		.some(({ attributes }) => attributes.status === 'in_progress');
}
