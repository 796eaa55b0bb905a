import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredoAiClient } from '../../client/client';
import { additionalFields } from '../collections';
import { reviewIdField, useCaseOfReviewField } from '../locators';
import { teams, users } from '../people';
import { present, simplifyField } from '../presentation';

import { assignReviewersTo } from './requests';

const reviewers = additionalFields([teams, users], {
	name: 'reviewers',
	displayName: 'Reviewers',
	placeholder: 'Add Reviewers',
});

/** Gives a review to those who have to do it: a new one has no reviewers. */
export const assignReviewers: Operation<CredoAiClient> = {
	name: 'Assign Reviewers',
	value: 'assignReviewers',
	action: 'Assign reviewers to a review',
	description: 'Give a review to users and teams by a task; a review that was created has none',
	properties: [
		useCaseOfReviewField,
		reviewIdField,
		reviewers.property,
		simplifyField,
		optionsField(),
	],
	creates: { name: 'tasks', id: 'id' },

	async prepare({ item, client }) {
		const reviewId = item.id(reviewIdField);
		const attributes = reviewers.read(item);
		if (Object.keys(attributes).length === 0) {
			throw item.refuse('There is nobody to assign', 'Add users or teams under “Reviewers”.');
		}
		return async () => present(item, await assignReviewersTo(client, reviewId, attributes));
	},
};
