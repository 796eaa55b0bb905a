import { howManyFields } from '../../../shared/howMany';
import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { path } from '../../api/path';
import { largestPage } from '../../api/paging';
import { choiceField, flagField, plainFilter } from '../collectionFields';
import { filters } from '../collections';
import { listItems, orderOf, orderOption } from '../lists';
import { idIn, reviewIdField, useCaseOfReviewField } from '../locators';
import { simplifyField } from '../presentation';
import { actionTypes } from './actionTypes';

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
export const getActions: Operation = {
	name: 'Get Actions',
	value: 'getActions',
	action: 'Get actions of a review',
	description: 'Get what reviewers did: approvals, rejections, change requests and comments',
	properties: [
		useCaseOfReviewField,
		reviewIdField,
		...howManyFields,
		simplifyField,
		actionFilters.property,
		optionsField(orderOption()),
	],

	async execute(itemIndex) {
		return await listItems(
			this,
			{
				path: path`/use_case_reviews/${idIn(this, reviewIdField, itemIndex)}/actions`,
				query: { ...orderOf(this, itemIndex), ...actionFilters.read(this, itemIndex) },
				largestPage,
			},
			{ doing: 'list the review actions', parameter: reviewIdField.displayName, itemIndex },
		);
	},
};
