import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { additionalFieldsOf } from '../../../shared/node/fields';
import type { Item } from '../../../shared/node/item';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { asId } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { userGroupIdFieldOf } from '../userGroup';

import { simplifyEntity } from './entity';
import {
	emailAddressField,
	firstNameField,
	lastNameField,
	phoneNumberField,
	readPhone,
} from './personFields';

const requiredFields: INodeProperties[] = [
	{ ...firstNameField, required: true },
	{ ...lastNameField, required: true },
	{
		displayName: 'Reference',
		name: 'reference',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. CUST-1042',
		description: 'Your own reference for this person, e.g. the number in your CRM',
	},
];

const middleNameField: INodeProperties = {
	displayName: 'Middle Name',
	name: 'middleName',
	type: 'string',
	default: '',
};

const userGroupIdField = userGroupIdFieldOf('The group of portal users who may see the person');

const additionalFields = additionalFieldsOf(
	emailAddressField,
	middleNameField,
	phoneNumberField,
	userGroupIdField,
);

/** Creates a person, who can then take part in any number of processes. */
export const create: Operation<CredasClient> = {
	name: 'Create',
	value: 'create',
	action: 'Create an entity',
	description: 'Create a person. Credas does not check whether the person already exists.',
	properties: [...requiredFields, additionalFields, optionsField()],

	creates: { name: 'entities', id: 'entityId' },
	async prepare({ item, client }) {
		const body = readEntityFields(item);
		return async () => {
			const { id, created } = await createEntity(client, body);
			return { ...simplifyEntity({ ...created, id }), reference: body.reference };
		};
	},
};

function readEntityFields(item: Item): IDataObject {
	const required = requiredFields.map((field): [string, string] => [
		field.name,
		item.text(field, 'Credas needs it to create a person.'),
	]);
	const more = item.collection(additionalFields);
	// Credas refuses blank texts, so what is empty is left out.
	return {
		...Object.fromEntries(required),
		middleName: item.addedText(additionalFields, middleNameField),
		emailAddress: item.addedText(additionalFields, emailAddressField),
		phoneNumber: readPhone(item, more.phoneNumber, '“Phone Number”'),
		userGroupId: item.addedId(additionalFields, userGroupIdField),
	};
}

/**
 * Creates a person (Credas: Create a new entity), once: a doubtful answer is not sent again. Gives what Credas says of them
 * with their id; throws a NodeApiError.
 */
async function createEntity(
	client: CredasClient,
	body: IDataObject,
): Promise<{ id: string; created: IDataObject }> {
	const wording = {
		doing: 'create the entity',
		lookUp: 'Look in the Credas portal for a person with this reference',
	};
	const request = { method: 'POST' as const, path: '/entities', body };
	const created = await client.sendForObject(request, wording);
	const id = asId(created.id);
	if (id !== undefined) return { id, created };
	throw client.unexpected(wording);
}
