import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { path } from '../../api/path';
import { changeResource } from '../../api/resourceRequests';
import { jsonField, textField } from '../collectionFields';
import { updateFields } from '../collections';
import { idIn, useCaseIdField } from '../locators';
import { presentChange, simplifyField } from '../presentation';
import { lastingFields } from './fields';

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
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a use case',
	description: 'Change the name, the description or other fields of a use case',
	properties: [useCaseIdField, simplifyField, changes.property, optionsField()],

	async execute(itemIndex) {
		const id = idIn(this, useCaseIdField, itemIndex);
		const useCase = await changeResource(
			this,
			path`/use_cases/${id}`,
			{ type: 'use_cases', id, attributes: changes.read(this, itemIndex) },
			{ doing: 'update the use case', parameter: useCaseIdField.displayName, itemIndex },
		);
		return [presentChange(this, itemIndex, useCase, { id })];
	},
};
