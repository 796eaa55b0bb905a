import { path } from '../../../shared/http/path';
import type { ResourceList } from '../../client/paging';
import { label, searchIn } from '../shared/lists';
import { getAllOperation } from '../shared/operations';
import type { Room } from '../shared/room';
import { useCaseIdField } from '../useCase/useCaseField';

import { customFieldList, set, type } from './set';

/** The custom fields that a use case has values for. */
const valueList = (useCaseId: string): ResourceList => ({
	path: path`/use_cases/${useCaseId}/custom_fields`,
	type,
	wording: { doing: 'list the custom fields', parameter: 'Use Case' },
});

const getAll = getAllOperation({
	action: 'Get many custom fields',
	description: 'Get the custom fields of a use case with their values',
	before: [useCaseIdField],
	list: (item) => valueList(item.id(useCaseIdField)),
});

/** Says which values a custom field takes, in words that the editor uses. */
const wordFor = (kind: unknown) =>
	kind === 'string' ? 'text' : kind === 'datetime' ? 'date' : kind;

/** A field that a tenant added to its use cases. */
export const customField: Room = {
	name: 'Custom Field',
	value: 'customField',
	operations: [getAll, set],
	listSearch: {
		searchCustomFields: searchIn(
			() => customFieldList,
			({ id, attributes: { name, type: kind, multiple } }) => [
				{ name: label(name ?? id, wordFor(kind), multiple === true && 'several'), value: id },
			],
		),
	},
};
