import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { path } from '../../api/path';
import { getResource } from '../../api/resourceRequests';
import { idIn, reviewIdField, useCaseOfReviewField } from '../locators';
import { present, simplifyField } from '../presentation';

/** Reads a review. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a review',
	description: 'Get the status and the dates of a review',
	properties: [useCaseOfReviewField, reviewIdField, simplifyField, optionsField()],

	async execute(itemIndex) {
		const review = await getResource(
			this,
			path`/use_case_reviews/${idIn(this, reviewIdField, itemIndex)}`,
			{ doing: 'read the review', parameter: reviewIdField.displayName, itemIndex },
		);
		return [present(this, itemIndex, review)];
	},
};
