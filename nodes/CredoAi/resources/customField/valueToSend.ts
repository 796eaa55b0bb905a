import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/node/item';
import { asFlag, parseJson } from '../../../shared/values/unknownInput';

import type { CustomField } from './requests';

/** What a typed value becomes before it is sent. */
export const sendValueAsOption: INodeProperties = {
	displayName: 'Send Value As',
	name: 'sendValueAs',
	type: 'options',
	options: [
		{
			name: 'Given',
			value: 'given',
			description: 'As it is typed or mapped; a number that is typed into a number field is one',
		},
		{ name: 'JSON', value: 'json', description: 'A list of choices, for example' },
		{ name: 'Nothing', value: 'nothing', description: 'Empties the custom field' },
		{ name: 'Number', value: 'number' },
		{ name: 'Text', value: 'text' },
		{ name: 'True or False', value: 'boolean' },
	],
	default: 'given',
	description: 'The kind of value that the custom field takes',
};

interface Kind {
	/** Gives the value as this kind; undefined when it is not one. */
	read(value: unknown): unknown;
	expected: string;
}

const kinds = new Map<unknown, Kind>([
	[
		'json',
		{
			read: (value) => (typeof value === 'string' ? parseJson(value) : value),
			expected: 'JSON',
		},
	],
	['nothing', { read: () => null, expected: 'a value' }],
	['number', { read: asNumber, expected: 'a number' }],
	[
		'text',
		{
			read: (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)),
			expected: 'a text',
		},
	],
	['boolean', { read: asFlag, expected: 'true or false' }],
]);

/** What the types of custom fields make of a text; what is not a text goes out as it is. */
const types = new Map<unknown, Kind>([
	['number', { read: asNumber, expected: 'a number' }],
	['datetime', { read: asDate, expected: 'a date' }],
]);

/**
 * Reads the value to set, of the kind that the options say. Where they leave it as given, a text has to suit the
 * custom field, which `findField` looks up; one that is not found takes anything. Throws a NodeOperationError when
 * the value is of another kind.
 */
export async function valueToSend(
	item: Item,
	field: INodeProperties,
	findField: () => Promise<CustomField | undefined>,
): Promise<unknown> {
	const given = item.value(field);
	const kindName = item.option(sendValueAsOption);
	if (kindName === 'given') {
		return isText(given) ? suitable(item, field, given, await findField()) : (given ?? null);
	}
	const kind = kinds.get(kindName);
	const value = kind?.read(given);
	if (value !== undefined) return value;
	throw item.refuse(
		`“${field.displayName}” is not ${kind?.expected ?? 'of a known kind'}`,
		'Change the value, or “Send Value As” in the options.',
	);
}

/** Whether there is a text in what was given, alone or in a list. */
const isText = (given: unknown) => [given].flat().some((value) => typeof value === 'string');

function suitable(
	item: Item,
	{ displayName }: INodeProperties,
	given: unknown,
	customField: CustomField | undefined,
): unknown {
	const type = types.get(customField?.type);
	if (customField === undefined || type === undefined) return given;

	const suit = (value: unknown) => (typeof value === 'string' ? type.read(value) : value);
	const value = Array.isArray(given) ? given.map(suit) : suit(given);
	if (![value].flat().includes(undefined)) return value;
	throw item.refuse(
		`“${displayName}” is not ${type.expected}, which the custom field “${customField.name}” takes`,
		'Change the value, or “Send Value As” in the options: Nothing empties the field, Text sends any text.',
	);
}

function asNumber(value: unknown): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function asDate(value: unknown): unknown {
	return Number.isNaN(Date.parse(String(value))) ? undefined : value;
}
