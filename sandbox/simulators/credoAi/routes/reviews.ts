import type { FastifyInstance } from 'fastify';

import type { Account } from '../account/account';
import { list, single } from '../answers/document';
import { takePage } from '../answers/paging';
import {
	actOnReview,
	assignReviewers,
	deleteReview,
	submitForReview,
	updateReview,
} from '../changes/review';
import { readListQuery } from '../requests/listQuery';
import { readAttributes } from '../requests/read';
import { newAction, newAssignment, newReview, reviewChanges } from '../requests/reviews';

import type { IdPath } from './paths';

/** Reviews of use cases and what reviewers do with them. */
export function reviewRoutes(api: FastifyInstance, account: Account): void {
	const { reviews, reviewActions, useCases, me } = account;

	api.get<IdPath>('/use_cases/:id/reviews', async ({ params, query }) => {
		const { id } = useCases.get(params.id);
		const { filters } = readListQuery(query, { filters: ['status'] });
		const statuses = filters.get('status');
		const found = reviews.where(({ use_case_id, status }) => {
			return use_case_id === id && (statuses?.includes(status) ?? true);
		});
		return list(found);
	});

	// The specification answers 200 here, not 201.
	api.post<IdPath>('/use_cases/:id/reviews', async ({ params, body }) => {
		const useCase = useCases.get(params.id);
		return single(submitForReview(account, me, useCase, readAttributes(newReview, body)));
	});

	api.get<IdPath>('/use_case_reviews/:id', async ({ params }) => single(reviews.get(params.id)));

	api.patch<IdPath>('/use_case_reviews/:id', async ({ params, body }, reply) => {
		const review = reviews.get(params.id);
		updateReview(account, me, review, readAttributes(reviewChanges, body, review.id));
		return await reply.code(204).send();
	});

	api.delete<IdPath>('/use_case_reviews/:id', async ({ params }, reply) => {
		deleteReview(account, me, reviews.get(params.id));
		return await reply.code(204).send();
	});

	api.post<IdPath>('/use_case_reviews/:id/tasks', async ({ params, body }, reply) => {
		const review = reviews.get(params.id);
		const given = readAttributes(newAssignment, body);
		reply.code(201);
		return single(assignReviewers(account, me, review, given));
	});

	api.get<IdPath>('/use_case_reviews/:id/actions', async ({ params, query }) => {
		const { id } = reviews.get(params.id);
		// None is ever resolved or deleted here.
		const asked = readListQuery(query, { filters: ['type', 'resolved', 'deleted'] });
		const types = asked.filters.get('type');
		const isGone = ['resolved', 'deleted'].some((f) => asked.filters.get(f)?.includes('true'));
		const own = reviewActions.where(({ review_id, type }) => {
			return review_id === id && !isGone && (types?.includes(type) ?? true);
		});
		const { entries, meta } = takePage(own, asked);
		return list(entries, { meta });
	});

	api.post<IdPath>('/use_case_reviews/:id/actions', async ({ params, body }) => {
		const review = reviews.get(params.id);
		return single(actOnReview(account, me, review, readAttributes(newAction, body)));
	});
}
