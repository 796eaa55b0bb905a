import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { createOnce } from '../../api/createOnce';
import { simplifyEntity } from '../../api/entities';
import { optionsField } from '../../../shared/options';
import { refuseFor, type Refuse } from '../../../shared/parameters';
import type { Operation } from '../../../shared/resources';
import { asIdentifier, asRecord, asText, type UnknownRecord } from '../../../shared/unknownInput';
import { readPhone } from '../personFields';

const requiredFields: INodeProperties[] = [
	{
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Nathan',
	},
	{
		displayName: 'Surname',
		name: 'surname',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Smith',
	},
	{
		displayName: 'Reference',
		name: 'reference',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. CUST-1042',
		description: 'Your own reference of this person, e.g. the number in your CRM',
	},
];

const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: 'Email Address',
			name: 'emailAddress',
			type: 'string',
			default: '',
			placeholder: 'e.g. nathan@example.com',
		},
		{ displayName: 'Middle Name', name: 'middleName', type: 'string', default: '' },
		{
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. +447700900123',
			description: 'In international form, with plus sign and country code',
		},
		{
			displayName: 'User Group ID',
			name: 'userGroupId',
			type: 'string',
			default: '',
			description: 'The group of portal users who may see the person',
		},
	],
};

/** Creates a person, who can then take part in any number of processes. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create an entity',
	description: 'Create a person. Credas does not check whether the person exists already.',
	properties: [...requiredFields, additionalFields, optionsField()],

	async execute(itemIndex) {
		const refuse = refuseFor(this, itemIndex);
		const given = requiredFields.map(({ name }) => [name, this.getNodeParameter(name, itemIndex)]);
		const more = asRecord(this.getNodeParameter('additionalFields', itemIndex, {})) ?? {};
		const body = toEntity(Object.fromEntries(given), more, refuse);

		const { id, created } = await createOnce(
			this,
			{ path: '/entities', body },
			{
				doing: 'create the entity',
				itemIndex,
				howToLook: 'Look in the Credas portal for a person with this reference first.',
			},
		);
		const entity = simplifyEntity({ ...created, id });
		return [{ json: { ...entity, reference: body.reference } }];
	},
};

function toEntity(given: UnknownRecord, more: UnknownRecord, refuse: Refuse): IDataObject {
	const required = requiredFields.map(({ name, displayName }): [string, string] => {
		const text = asIdentifier(given[name]);
		if (text !== undefined) return [name, text];
		throw refuse(`“${displayName}” is empty`, 'Credas needs it to create a person.');
	});
	// Credas refuses blank texts, so what is empty is left out.
	return {
		...Object.fromEntries(required),
		middleName: asText(more.middleName),
		emailAddress: asText(more.emailAddress),
		phoneNumber: readPhone(more.phoneNumber, '“Phone Number”', refuse),
		userGroupId: asIdentifier(more.userGroupId),
	};
}
