import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/node/item';
import { asIdentifier } from '../../../shared/values/unknownInput';

import { internationalPhone } from './phoneNumber';

/** The first name of a person. */
export const firstNameField: INodeProperties = {
	displayName: 'First Name',
	name: 'firstName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Nathan',
};

/** The last name of a person, stored under Credas' own name for it. */
export const lastNameField: INodeProperties = {
	displayName: 'Last Name',
	name: 'surname',
	type: 'string',
	default: '',
	placeholder: 'e.g. Smith',
};

/** Reads a phone number as Credas takes it; undefined when empty. Throws a NodeOperationError for any other form. */
export function readPhone(item: Item, value: unknown, field: string): string | undefined {
	const text = asIdentifier(value);
	if (text === undefined) return undefined;
	const phone = internationalPhone(text);
	if (phone !== undefined) return phone;
	throw item.refuse(
		`${field} is not in international form`,
		'Write it with plus sign and country code and without a “(0)”, e.g. +447700900123.',
	);
}
