import type { IDataObject } from 'n8n-workflow';

import { path } from '../../shared/http/path';

import type { CredoAiClient } from './client';
import type { JsonApiResource } from './jsonApi';
import { largestPage, type ResourceList } from './paging';
import { changeResource, createResource, getResource } from './resourceRequests';

const type = 'use_case_reviews';
const parameter = 'Review';

/** The reviews of a use case. */
export const reviewList = (useCaseId: string, query: IDataObject): ResourceList => ({
	path: path`/use_cases/${useCaseId}/reviews`,
	query,
	wording: { doing: 'list the reviews', parameter: 'Use Case' },
});

/** What reviewers did with a review. */
export const reviewActionList = (reviewId: string, query: IDataObject): ResourceList => ({
	path: path`/use_case_reviews/${reviewId}/actions`,
	query,
	largestPage,
	wording: { doing: 'list the review actions', parameter },
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
			lookUp: 'Look for it with Review > Get Many',
		},
	);
}

/** Changes a review. Throws a NodeApiError. */
export async function changeReview(
	client: CredoAiClient,
	id: string,
	attributes: IDataObject,
): Promise<JsonApiResource | undefined> {
	const wording = { doing: 'update the review', parameter };
	const content = { type, id, attributes };
	return await changeResource(client, path`/use_case_reviews/${id}`, content, wording);
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
			lookUp: 'Look for it with Review > Get Actions',
		},
	);
}
