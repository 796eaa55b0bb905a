import { choiceField, matchFilter, textField } from '../collectionFields';
import { filters } from '../collections';
import { useCaseIdField } from '../locators';
import { getAllOperation } from '../plainOperations';

import { threadSubjects } from './fields';
import { commentThreadList } from './requests';

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
export const getAll = getAllOperation({
	action: 'Get many comments',
	description: 'Get the comment threads of a use case with their comments',
	before: [useCaseIdField],
	filters: threadFilters,
	order: 'inserted_at',
	list: (item, query) => commentThreadList(item.id(useCaseIdField), query),
});
