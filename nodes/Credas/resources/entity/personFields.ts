import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/node/item';
import { asIdentifier, kindOf } from '../../../shared/values/unknownInput';

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

/** The email address of a person. */
export const emailAddressField: INodeProperties = {
	displayName: 'Email Address',
	name: 'emailAddress',
	type: 'string',
	default: '',
	placeholder: 'e.g. nathan@example.com',
};

/** The phone number of a person. */
export const phoneNumberField: INodeProperties = {
	displayName: 'Phone Number',
	name: 'phoneNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. +447700900123',
	description: 'In international form, with plus sign and country code',
};

/** Reads a phone number as Credas takes it; undefined when empty. Throws a NodeOperationError for any other form. */
export function readPhone(item: Item, value: unknown, field: string): string | undefined {
	const kind = kindOf(value);
	if (kind !== undefined) {
		throw item.refuse(
			`${field} is ${kind}, not a text`,
			'Map a single value from an earlier node.',
		);
	}
	const text = asIdentifier(value);
	if (text === undefined) return undefined;
	const phone = internationalPhone(text);
	if (phone !== undefined) return phone;
	throw item.refuse(
		`${field} is not in international form`,
		'Write it with plus sign and country code and without a “(0)”, e.g. +447700900123.',
	);
}

/**
 * How people set a number apart to read it: blanks, dots, hyphens, dashes, brackets; and the invisible marks that come
 * with a number copied from a phone's contacts.
 */
const punctuation = /[\s.()\-\u2010-\u2015\p{Cc}\p{Cf}]/gu;

/**
 * Gives a phone number as Credas takes it, e.g. `+447700900123`: plus sign, country code, digits alone.
 * Undefined when it is not in international form; `+44 (0)7700…` is not, as it can be read in two ways.
 */
export function internationalPhone(text: string): string | undefined {
	const digits = text.includes('(0)') ? '' : text.replace(punctuation, '');
	return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}
