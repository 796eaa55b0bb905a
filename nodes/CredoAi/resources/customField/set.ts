import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { path } from '../../api/path';
import { changeResource } from '../../api/resourceRequests';
import { customFieldIdField, idIn, useCaseIdField } from '../locators';
import { presentChange, simplifyField } from '../presentation';
import { sendValueAsOption, valueToSend } from './valueToSend';

const valueField: INodeProperties = {
	displayName: 'Value',
	name: 'value',
	type: 'string',
	default: '',
	description:
		'What an expression gives is sent as it is: a text, a number, a list or an object. What is typed in is a text, unless Send Value As says otherwise.',
};

/** Sets one custom field of a use case. */
export const set: Operation = {
	name: 'Set',
	value: 'set',
	action: 'Set a custom field',
	description: 'Set the value of a custom field on a use case',
	properties: [
		useCaseIdField,
		customFieldIdField,
		valueField,
		simplifyField,
		optionsField(sendValueAsOption),
	],

	async execute(itemIndex) {
		const useCaseId = idIn(this, useCaseIdField, itemIndex);
		const customFieldId = idIn(this, customFieldIdField, itemIndex);
		const value = valueToSend(this, valueField, itemIndex);
		const attributes = { custom_field_id: customFieldId, value } as IDataObject;
		const customField = await changeResource(
			this,
			path`/use_cases/${useCaseId}/custom_fields`,
			{ type: 'use_case_custom_fields', attributes },
			{ doing: 'set the custom field', parameter: valueField.displayName, itemIndex },
		);
		return [presentChange(this, itemIndex, customField, { useCaseId, customFieldId })];
	},
};
