import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { additionalFieldsOf } from '../../../shared/node/fields';
import type { Item } from '../../../shared/node/item';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import { firstNameField, lastNameField } from '../entity/personFields';

import { dateOfBirthToSend } from './dateOfBirth';

const required = (field: INodeProperties): INodeProperties => ({ ...field, required: true });

/** The name that a person is checked under. */
export const nameFields = [required(firstNameField), required(lastNameField)];

const addressLine1Field: INodeProperties = {
	displayName: 'Address Line 1',
	name: 'addressLine1',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1 Sample Street',
};

const postcodeField: INodeProperties = {
	displayName: 'Postcode',
	name: 'postcode',
	type: 'string',
	default: '',
	placeholder: 'e.g. CF10 1AA',
};

/** The first line and the postcode of an address, for a check that can do without them. */
export const addressFields = [addressLine1Field, postcodeField];

/** The same, for a check that needs them. */
export const requiredAddressFields = addressFields.map(required);

/** The date on which a person was born; optional. */
export const dateOfBirthField: INodeProperties = {
	displayName: 'Date of Birth',
	name: 'dateOfBirth',
	type: 'dateTime',
	typeOptions: { dateOnly: true },
	default: '',
	description:
		'A moment in time, such as a Date of an earlier node, is the day that it is in the time zone of the workflow',
};

/** A field of the collection of what need not be said. */
export const optionalText = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
});

/** What else Credas takes of a person and an address. */
export const morePersonFields = additionalFieldsOf(
	optionalText('Address Line 2', 'addressLine2'),
	optionalText('City', 'city'),
	optionalText('Country', 'country'),
	optionalText('County', 'county'),
	optionalText('Middle Names', 'middleNames'),
);

/**
 * Reads fields by their names, those that are required and those that are not. Credas refuses blank texts, so what is
 * empty is left out. Throws a NodeOperationError for a required one that is empty.
 */
export function readTexts(item: Item, fields: INodeProperties[], advice: string): IDataObject {
	const texts = fields.map((field): [string, string | undefined] => [
		field.name,
		field.required ? item.text(field, advice) : item.optionalText(field),
	]);
	return omitUndefined(Object.fromEntries(texts));
}

/** Reads the texts among the additional fields; what is empty is left out. Throws a NodeOperationError for what is no text. */
export function readMoreTexts(item: Item, collection: INodeProperties): IDataObject {
	const texts = (collection.options ?? []).flatMap(
		(option): Array<[string, string | undefined]> =>
			'type' in option && option.type === 'string'
				? [[option.name, item.addedText(collection, option)]]
				: [],
	);
	return omitUndefined(Object.fromEntries(texts));
}

/** Reads the date of birth as Credas takes it; undefined when it is empty. Throws a NodeOperationError for what is not a date. */
export function readDateOfBirth(item: Item): string | undefined {
	const given = item.value(dateOfBirthField) ?? '';
	if (given === '') return undefined;
	const date = dateOfBirthToSend(given, item.timezone);
	if (date !== undefined) return date;
	throw item.refuse(
		'“Date of Birth” is not a date',
		'Write it with the year first, e.g. 1990-05-17, or leave it empty.',
	);
}

/**
 * Reads who is to be checked, and where they live, as Credas takes it. Throws a NodeOperationError for a required field
 * that is empty, with `advice`, or a date that is not one.
 */
export const readPersonAtAddress = (
	item: Item,
	fields: INodeProperties[],
	advice: string,
): IDataObject => ({
	...readTexts(item, fields, advice),
	...readMoreTexts(item, morePersonFields),
	dateOfBirth: readDateOfBirth(item),
});
