import { reviewIdField, useCaseOfReviewField } from '../locators';
import { getOperation } from '../plainOperations';

import { getReview } from './requests';

/** Reads a review. */
export const get = getOperation({
	action: 'Get a review',
	description: 'Get the status and the dates of a review',
	before: [useCaseOfReviewField],
	id: reviewIdField,
	read: getReview,
});
