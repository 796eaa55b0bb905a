import { jsonField, textField } from '../collectionFields';
import { updateFields } from '../collections';
import { useCaseIdField } from '../locators';
import { updateOperation } from '../plainOperations';
import { simplifyField } from '../presentation';

import { lastingFields } from './fields';
import { changeUseCase } from './requests';

const changes = updateFields([
	lastingFields.aiType,
	lastingFields.description,
	lastingFields.icon,
	lastingFields.industries,
	lastingFields.isVendor,
	lastingFields.monetaryValue,
	textField({ displayName: 'Name', name: 'name' }),
	lastingFields.regions,
	lastingFields.riskLevel,
	jsonField({
		displayName: 'Settings',
		name: 'settings',
		placeholder: 'e.g. { "use_risk_evaluations": false }',
	}),
	lastingFields.source,
	lastingFields.systemType,
]);

/** Changes what a use case says about itself. */
export const update = updateOperation({
	action: 'Update a use case',
	description: 'Change the name, the description or other fields of a use case',
	id: useCaseIdField,
	between: [simplifyField],
	changes,
	change: changeUseCase,
});
