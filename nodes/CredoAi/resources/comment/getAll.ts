import { howManyFields } from '../../../shared/howMany';
import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { path } from '../../api/path';
import { largestPage } from '../../api/paging';
import { choiceField, matchFilter, textField } from '../collectionFields';
import { filters } from '../collections';
import { listItems, orderOf, orderOption } from '../lists';
import { idIn, useCaseIdField } from '../locators';
import { simplifyField } from '../presentation';
import { threadSubjects } from './fields';

const threadFilters = filters([
	matchFilter(textField({ displayName: 'Parent Review ID', name: 'parentUseCaseReviewId' })),
	matchFilter(
		choiceField({ displayName: 'Status', name: 'status' }, [
			{ name: 'Open', value: 'open' },
			{ name: 'Resolved', value: 'resolved' },
		]),
	),
	matchFilter(textField({ displayName: 'Subject ID', name: 'resourceId' })),
	matchFilter(choiceField({ displayName: 'Subject Type', name: 'resourceType' }, threadSubjects)),
]);

/** Lists the comment threads of a use case, each with its comments. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many comments',
	description: 'Get the comment threads of a use case with their comments',
	properties: [
		useCaseIdField,
		...howManyFields,
		simplifyField,
		threadFilters.property,
		optionsField(orderOption()),
	],

	async execute(itemIndex) {
		const query = {
			include: 'comments',
			...orderOf(this, itemIndex),
			...threadFilters.read(this, itemIndex),
		};
		return await listItems(
			this,
			{
				path: path`/use_cases/${idIn(this, useCaseIdField, itemIndex)}/comment_threads`,
				query,
				largestPage,
			},
			{ doing: 'list the comments', parameter: useCaseIdField.displayName, itemIndex },
		);
	},
};
