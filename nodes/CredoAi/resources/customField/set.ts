import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredoAiClient } from '../../client/client';
import { customFieldIdField, useCaseIdField } from '../locators';
import { presentChange, simplifyField } from '../presentation';

import { findCustomField, setCustomField } from './requests';
import { sendValueAsOption, valueToSend } from './valueToSend';

const valueField: INodeProperties = {
	displayName: 'Value',
	name: 'value',
	type: 'string',
	default: '',
	description:
		'What an expression gives is sent as it is: a text, a number, a list or an object. What is typed in is a text, or a number where the custom field takes numbers, unless Send Value As says otherwise.',
};

/** Sets one custom field of a use case. */
export const set: Operation<CredoAiClient> = {
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

	async execute({ item, client }) {
		const useCaseId = item.id(useCaseIdField);
		const customFieldId = item.id(customFieldIdField);
		const value = await valueToSend(item, valueField, async () => {
			return await findCustomField(client, customFieldId);
		});
		const attributes = { custom_field_id: customFieldId, value } as IDataObject;
		const customField = await setCustomField(client, useCaseId, attributes);
		return presentChange(item, customField, { useCaseId, customFieldId });
	},
};
