import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { path } from '../../api/path';
import { getResource } from '../../api/resourceRequests';
import { idIn, useCaseIdField } from '../locators';
import { present, simplifyField } from '../presentation';
import { includeOption } from './fields';
import { includeQuery } from './include';

/** Reads a use case. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a use case',
	description: 'Get a use case with its stage, risk and description',
	properties: [useCaseIdField, simplifyField, optionsField(includeOption)],

	async execute(itemIndex) {
		const useCase = await getResource(
			this,
			path`/use_cases/${idIn(this, useCaseIdField, itemIndex)}`,
			{ doing: 'read the use case', parameter: useCaseIdField.displayName, itemIndex },
			includeQuery(this, itemIndex),
		);
		return [present(this, itemIndex, useCase)];
	},
};
