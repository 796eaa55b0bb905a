import { choiceField, flagField, plainFilter } from '../collectionFields';
import { filters } from '../collections';
import { reviewIdField, useCaseOfReviewField } from '../locators';
import { getAllOperation } from '../plainOperations';

import { actionTypes } from './fields';
import { reviewActionList } from './requests';

const actionFilters = filters([
	plainFilter(
		flagField({
			displayName: 'Resolved',
			name: 'resolved',
			description: 'Whether the actions are resolved',
		}),
	),
	plainFilter(choiceField({ displayName: 'Type', name: 'type' }, actionTypes)),
]);

/** Lists what reviewers did with a review. */
export const getActions = getAllOperation({
	name: 'Get Actions',
	value: 'getActions',
	action: 'Get actions of a review',
	description: 'Get what reviewers did: approvals, rejections, change requests and comments',
	before: [useCaseOfReviewField, reviewIdField],
	filters: actionFilters,
	order: 'inserted_at',
	list: (item, query) => reviewActionList(item.id(reviewIdField), query),
});
