import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import type { CredoAiClient } from '../../client/client';
import { onStatus } from '../../client/errors';
import type { JsonApiResource } from '../../client/jsonApi';
import { adviseOnFilters, largestPage, type ResourceList } from '../../client/paging';
import { changeResource, createResource, getResource } from '../../client/resourceRequests';

const type = 'use_case_reviews';
const parameter = 'Review';

/** The reviews of a use case. */
export const reviewList = (useCaseId: string, query: IDataObject): ResourceList => ({
	path: path`/use_cases/${useCaseId}/reviews`,
	query,
	wording: { doing: 'list the reviews', parameter: 'Use Case', advise: adviseOnFilters },
});

/** What reviewers did with a review. */
export const reviewActionList = (reviewId: string, query: IDataObject): ResourceList => ({
	path: path`/use_case_reviews/${reviewId}/actions`,
	query,
	largestPage,
	wording: { doing: 'list the review actions', parameter, advise: adviseOnFilters },
});

/** Reads a review. Throws a NodeApiError. */
export async function getReview(client: CredoAiClient, id: string): Promise<JsonApiResource> {
	return await getResource(client, path`/use_case_reviews/${id}`, {
		doing: 'read the review',
		parameter,
	});
}

/** Submits a use case for review, once. Throws a NodeApiError. */
export async function createReview(
	client: CredoAiClient,
	useCaseId: string,
	attributes: IDataObject,
): Promise<JsonApiResource> {
	return await createResource(
		client,
		path`/use_cases/${useCaseId}/reviews`,
		{ type, attributes },
		{
			doing: 'create the review',
			parameter: 'Use Case',
			advise: onStatus({
				422: 'The use case may be in review already: see Review > Get Many. If it is not, check “Additional Fields”.',
			}),
			lookUp: 'Look for it with Review > Get Many',
		},
	);
}

// The interface of 2026 has it, the one of 2025 had not; a tenant may run either.
const rejectByAction =
	'This Credo AI may not take “Rejected” as a new status, which its interface of 2025 did not know: reject the review with Review > Add Action instead.';

/** Changes a review. Throws a NodeApiError. */
export async function changeReview(
	client: CredoAiClient,
	id: string,
	attributes: IDataObject,
): Promise<JsonApiResource | undefined> {
	const advice =
		attributes.status === 'rejected'
			? rejectByAction
			: 'Check “Update Fields”: the review may be closed, and values must be ones Credo AI knows.';
	const wording = {
		doing: 'update the review',
		parameter,
		advise: onStatus({ 400: advice, 422: advice }),
	};
	const content = { type, id, attributes };
	return await changeResource(client, path`/use_case_reviews/${id}`, content, wording);
}

/** Gives a review to users and teams by a task, once. Throws a NodeApiError. */
export async function assignReviewersTo(
	client: CredoAiClient,
	reviewId: string,
	attributes: IDataObject,
): Promise<JsonApiResource> {
	return await createResource(
		client,
		path`/use_case_reviews/${reviewId}/tasks`,
		{ type: 'tasks', attributes },
		{
			doing: 'assign the reviewers',
			parameter,
			advise: onStatus({
				422: 'The review may be closed: see Review > Get. If it is not, check “Users” and “Teams”: all of them must exist.',
			}),
			lookUp: 'Look for the task with Task > Get Many',
		},
	);
}

/** Does with a review what a reviewer's click does, once. Throws a NodeApiError. */
export async function addReviewAction(
	client: CredoAiClient,
	reviewId: string,
	attributes: IDataObject,
): Promise<JsonApiResource> {
	return await createResource(
		client,
		path`/use_case_reviews/${reviewId}/actions`,
		{ type: 'use_case_review_actions', attributes },
		{
			doing: 'add the review action',
			parameter,
			advise: onStatus({
				422: 'The review may be closed: see Review > Get. If it is not, check “Type”, and “Task” under “Additional Fields”.',
			}),
			lookUp: 'Look for it with Review > Get Actions',
		},
	);
}
