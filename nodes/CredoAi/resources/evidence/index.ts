import { path } from '../../../shared/http/path';
import { adviseOnFilters } from '../../client/paging';
import { filters } from '../shared/collections';
import { exact, plainFilter, textField } from '../shared/fields';
import { getAllOperation } from '../shared/operations';
import type { Room } from '../shared/room';
import { useCaseIdField } from '../useCase/useCaseField';

import { create, type } from './create';

const getAll = getAllOperation({
	action: 'Get many evidence entries',
	description: 'Get the active evidence of a use case; files are not in this list',
	before: [useCaseIdField],
	filters: filters([exact(plainFilter(textField({ displayName: 'Type', name: 'type' })))]),
	order: 'inserted_at',
	list(item, query) {
		const useCaseId = item.id(useCaseIdField);
		return {
			path: path`/use_cases/${useCaseId}/evidences`,
			type,
			query,
			wording: { doing: 'list the evidence', parameter: 'Use Case', advise: adviseOnFilters },
		};
	},
});

/** What shows that a control is met. */
export const evidence: Room = {
	name: 'Evidence',
	value: 'evidence',
	operations: [create, getAll],
	kinds: {
		[type]: {
			mainFields: [
				'id',
				'type',
				'data',
				'label',
				'controlKey',
				'useCaseId',
				'creator',
				'metadata',
				'generatedAt',
				'insertedAt',
			],
		},
	},
};
