import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { path } from '../../api/path';
import { changeResource } from '../../api/resourceRequests';
import { choiceField, dateField } from '../collectionFields';
import { updateFields } from '../collections';
import { idIn, reviewIdField, useCaseOfReviewField } from '../locators';
import { presentChange } from '../presentation';
import { dueDate, timezone } from '../dueDate';
import { reviewStatuses } from './statuses';

const changes = updateFields([
	dueDate,
	dateField({ displayName: 'Review Date', name: 'reviewDate' }),
	choiceField({ displayName: 'Status', name: 'status' }, reviewStatuses),
	timezone,
]);

/** Changes a review. Credo AI confirms without showing it. */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a review',
	description: 'Change the status or the dates of a review',
	properties: [useCaseOfReviewField, reviewIdField, changes.property, optionsField()],

	async execute(itemIndex) {
		const id = idIn(this, reviewIdField, itemIndex);
		const review = await changeResource(
			this,
			path`/use_case_reviews/${id}`,
			{ type: 'use_case_reviews', id, attributes: changes.read(this, itemIndex) },
			{ doing: 'update the review', parameter: reviewIdField.displayName, itemIndex },
		);
		return [presentChange(this, itemIndex, review, { id })];
	},
};
