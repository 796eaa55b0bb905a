import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { asIdentifier } from '../../../shared/values/unknownInput';
import {
	adviseOnFilters,
	inOrderOfCreation,
	largestPage,
	type ResourceList,
} from '../../client/paging';
import { byName, searchIn } from '../shared/lists';
import { fromItem, locator, required } from '../shared/locator';

/** The JSON:API type of a use case. */
export const type = 'use_cases';

/** A field that takes a use case; its list is `searchUseCases`. */
export const useCaseLocator = locator({
	displayName: 'Use Case',
	name: 'useCaseId',
	description: 'The Credo AI Trigger gives its ID as useCaseId',
	searchListMethod: 'searchUseCases',
});

/** The use case that an operation is about. */
export const useCaseIdField = required(fromItem(useCaseLocator, 'useCaseId'));

/** The use case whose reviews the list of the next field shows. */
export const useCaseOfReviewField: INodeProperties = {
	...useCaseLocator,
	displayName: 'Use Case (to List Reviews)',
	description: 'Only needed to choose the review from a list',
	// With the slash also n8n 1.x resolves it, which takes a name without one for a field of its own.
	displayOptions: { show: { '/reviewId.mode': ['list'] } },
};

/** The use cases of the account. */
export const useCaseList = (query: IDataObject): ResourceList => ({
	path: '/use_cases',
	type,
	query,
	largestPage,
	wording: { doing: 'list the use cases', advise: adviseOnFilters },
});

/** The list of use cases in fields. */
export const searchUseCases = searchIn(() => useCaseList(inOrderOfCreation), byName);

/** Gives the id of the use case that the editor shows. Throws a NodeOperationError while none is chosen. */
export function chosenUseCase(context: ILoadOptionsFunctions): string {
	const chosen = context.getCurrentNodeParameter('useCaseId', { extractValue: true });
	const id = asIdentifier(chosen);
	if (id !== undefined && !id.startsWith('=')) return id;
	throw new NodeOperationError(context.getNode(), 'Choose the use case first', {
		description: 'The list shows what belongs to the use case chosen above.',
	});
}
