import { z } from 'zod';

import type { Review } from '../account/entries';
import { filledText, isoDate, record, text } from '../body';
import {
	type Call,
	type Endpoint,
	lists,
	useCaseOf,
	creates,
	gets,
	changes,
	removes,
	listsPages,
} from '../endpoint';
import { fits } from '../listQuery';

import {
	actOnReview,
	assignReviewers,
	deleteReview,
	submitForReview,
	updateReview,
} from './changes';

const plan = z.strictObject({ due_date: isoDate.nullable(), timezone: text.nullable() });

/** `POST /use_cases/{id}/reviews` */
const newReview = plan.partial();

/** `PATCH /use_case_reviews/{id}` */
const reviewChanges = plan
	.extend({
		status: z.enum(['in_progress', 'closed', 'approved', 'rejected']),
		review_date: isoDate.nullable(),
	})
	.partial();

/** `POST /use_case_reviews/{id}/tasks` */
const newAssignment = z
	.strictObject({ user_ids: z.array(filledText), team_ids: z.array(filledText) })
	.partial();

const actionTypes = ['change_request', 'approve', 'reject', 'close_review', 'comment'] as const;

/** `POST /use_case_reviews/{id}/actions` */
const newAction = z
	.strictObject({
		type: z.enum(actionTypes),
		comment: text.nullable(),
		task_id: filledText.nullable(),
		tags: record,
	})
	.partial()
	.required({ type: true });

const reviewOf = ({ account, id }: Call): Review => account.reviews.get(id());

/** Reviews of use cases and what reviewers do with them. The specification answers two creations with 200. */
export const reviewEndpoints: readonly Endpoint[] = [
	lists('/use_cases/:id/reviews', { filters: ['status'] }, (call, asked) => {
		const { id } = useCaseOf(call);
		return call.account.reviews.where(({ use_case_id, status }) => {
			return use_case_id === id && fits(asked, { status });
		});
	}),
	creates('/use_cases/:id/reviews', useCaseOf, newReview, submitForReview, { status: 200 }),
	gets('/use_case_reviews/:id', reviewOf),
	changes('/use_case_reviews/:id', reviewOf, reviewChanges, updateReview, { status: 204 }),
	removes('/use_case_reviews/:id', reviewOf, deleteReview),
	creates('/use_case_reviews/:id/tasks', reviewOf, newAssignment, assignReviewers),
	listsPages(
		'/use_case_reviews/:id/actions',
		{ filters: ['type', 'resolved', 'deleted'] },
		(call, asked) => {
			const { id } = reviewOf(call);
			// None is ever resolved or deleted here.
			return call.account.reviewActions.where(({ review_id, type }) => {
				return review_id === id && fits(asked, { type, resolved: false, deleted: false });
			});
		},
	),
	creates('/use_case_reviews/:id/actions', reviewOf, newAction, actOnReview, { status: 200 }),
];
