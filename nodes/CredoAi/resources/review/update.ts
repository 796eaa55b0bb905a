import { choiceField, dateField } from '../collectionFields';
import { updateFields } from '../collections';
import { dueDate, timezone } from '../dueDate';
import { reviewIdField, useCaseOfReviewField } from '../locators';
import { updateOperation } from '../plainOperations';

import { reviewStatuses } from './fields';
import { changeReview } from './requests';

const changes = updateFields([
	dueDate,
	dateField({ displayName: 'Review Date', name: 'reviewDate' }),
	choiceField({ displayName: 'Status', name: 'status' }, reviewStatuses),
	timezone,
]);

/** Changes a review. Credo AI confirms without showing it. */
export const update = updateOperation({
	action: 'Update a review',
	description: 'Change the status or the dates of a review',
	before: [useCaseOfReviewField],
	id: reviewIdField,
	changes,
	change: changeReview,
});
