import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Wording } from '../../../shared/http/client';
import { path } from '../../../shared/http/path';
import type { Item } from '../../../shared/node/item';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { asIdentifier, asInteger, asObjects } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { entityIdField } from '../entity/entity';
import { firstNameField, lastNameField } from '../entity/personFields';
import { named, withLabels } from '../labels';

import { dateOfBirthToSend } from './dateOfBirth';
import { dataCheckResult } from './results';

/** What a remark of an address check says of the data that was compared (Credas: Address, DOB and mortality). */
const remarkType = named({ 0: 'Comment', 1: 'Match', 2: 'Warning', 3: 'Mismatch' });

const requiredFields: INodeProperties[] = [
	{ ...firstNameField, required: true },
	{ ...lastNameField, required: true },
	{
		displayName: 'Address Line 1',
		name: 'addressLine1',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 1 Sample Street',
	},
	{
		displayName: 'Postcode',
		name: 'postcode',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. CF10 1AA',
	},
];

const dateOfBirthField: INodeProperties = {
	displayName: 'Date of Birth',
	name: 'dateOfBirth',
	type: 'dateTime',
	default: '',
	description: 'The date as it is written counts; a time beside it does not',
};

const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{ displayName: 'Address Line 2', name: 'addressLine2', type: 'string', default: '' },
		{ displayName: 'City', name: 'city', type: 'string', default: '' },
		{ displayName: 'Country', name: 'country', type: 'string', default: '' },
		{ displayName: 'County', name: 'county', type: 'string', default: '' },
		{ displayName: 'Middle Names', name: 'middleNames', type: 'string', default: '' },
	],
};

/** Checks whether a person lives at an address, and is alive. */
export const checkAddress: Operation<CredasClient> = {
	name: 'Check Address',
	value: 'checkAddress',
	action: 'Check the address of a person',
	description:
		'Run an address, date of birth and mortality check of a person now. Credas may charge for each.',
	properties: [
		entityIdField,
		...requiredFields,
		dateOfBirthField,
		additionalFields,
		optionsField(),
	],

	creates: { name: 'address checks', id: 'dataCheckId' },
	async prepare({ item, client }) {
		const entityId = item.id(entityIdField);
		const body = readPersonAtAddress(item);
		return async () => await sendCheck(client, entityId, body);
	},
};

function readPersonAtAddress(item: Item): IDataObject {
	const required = requiredFields.map((field): [string, string] => [
		field.name,
		item.text(field, 'Credas compares it with its data sources.'),
	]);
	const more = item.collection(additionalFields);
	// Credas refuses blank texts, so what is empty is left out.
	const optional = (additionalFields.options ?? []).map(
		({ name }): [string, string | undefined] => [name, asIdentifier(more[name])],
	);
	return { ...Object.fromEntries([...required, ...optional]), dateOfBirth: readDateOfBirth(item) };
}

function readDateOfBirth(item: Item): string | undefined {
	const given = item.value(dateOfBirthField) ?? '';
	if (given === '') return undefined;
	const date = dateOfBirthToSend(given);
	if (date !== undefined) return date;
	throw item.refuse(
		'“Date of Birth” is not a date',
		'Write it with the year first, e.g. 1990-05-17, or leave it empty.',
	);
}

/**
 * Checks the address, the date of birth and the mortality of a person, once: a doubtful answer is not sent again, as
 * Credas may charge for each (Credas: Address, DOB and mortality). Throws a NodeApiError, also for an answer without an
 * ID or a result: what is missing is not a pass.
 */
async function sendCheck(
	client: CredasClient,
	entityId: string,
	body: IDataObject,
): Promise<IDataObject> {
	const wording: Wording = {
		doing: 'check the address',
		parameter: 'Entity ID',
		lookUp: 'Look in the Credas portal whether the person has a new check',
	};
	const answer = await client.sendForObject(
		{ method: 'POST', path: path`/entities/${entityId}/data-checks/address-mortality`, body },
		wording,
	);
	const { id, ...check } = answer;
	const isReadable = asIdentifier(id) !== undefined && asInteger(check.result) !== undefined;
	if (!isReadable) throw client.unexpected(wording);
	const dataSources = asObjects(check.dataSources).map(labelledSource);
	return {
		dataCheckId: id,
		...withLabels({ ...check, dataSources }, { result: dataCheckResult }),
	};
}

const labelledSource = (source: IDataObject): IDataObject => ({
	...source,
	remarks: asObjects(source.remarks).map((remark) => withLabels(remark, { type: remarkType })),
});
