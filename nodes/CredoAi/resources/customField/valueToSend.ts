import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/node/item';
import { asFlag, parseJson } from '../../../shared/values/unknownInput';

/** What a typed value becomes before it is sent. */
export const sendValueAsOption: INodeProperties = {
	displayName: 'Send Value As',
	name: 'sendValueAs',
	type: 'options',
	options: [
		{ name: 'Given', value: 'given', description: 'As it is typed or mapped' },
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
	/** Gives the value as this kind; undefined when it is none. */
	read(value: unknown): unknown;
	expected: string;
}

const kinds: Record<string, Kind> = {
	given: { read: (value) => value ?? null, expected: 'a value' },
	json: {
		read: (value) => (typeof value === 'string' ? parseJson(value) : value),
		expected: 'JSON',
	},
	nothing: { read: () => null, expected: 'a value' },
	number: { read: asNumber, expected: 'a number' },
	text: {
		read: (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)),
		expected: 'a text',
	},
	boolean: {
		read: asFlag,
		expected: 'true or false',
	},
};

/** Reads the value to set, of the kind that the options say. Throws a NodeOperationError when it is of another. */
export function valueToSend(item: Item, field: INodeProperties): unknown {
	const kind = kinds[String(item.option(sendValueAsOption))];
	const value = kind?.read(item.value(field));
	if (value !== undefined) return value;
	throw item.refuse(
		`“${field.displayName}” is not ${kind?.expected ?? 'of a known kind'}`,
		'Change the value, or “Send Value As” in the options.',
	);
}

function asNumber(value: unknown): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
