import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import { neverAgain } from '../../../shared/http/retry';
import { simplifyField } from '../../../shared/node/fields';
import type { Item } from '../../../shared/node/item';
import { optionsField } from '../../../shared/node/options';
import { asFlag, asText, parseJson } from '../../../shared/values/unknownInput';
import type { CredoAiClient } from '../../client/client';
import type { JsonApiResource } from '../../client/jsonApi';
import { readPages, type ResourceList } from '../../client/paging';
import { locator, required } from '../shared/locator';
import { updateOperation } from '../shared/operations';
import { useCaseIdField } from '../useCase/useCaseField';

/** The JSON:API type of a custom field with the value that a use case has for it. */
export const type = 'use_case_custom_fields';

const customFieldIdField = required(
	locator({
		displayName: 'Custom Field',
		name: 'customFieldId',
		description: 'The Credo AI Trigger gives its ID as customFieldId',
		searchListMethod: 'searchCustomFields',
	}),
);

const valueField: INodeProperties = {
	displayName: 'Value',
	name: 'value',
	type: 'string',
	default: '',
	description:
		'What an expression gives is sent as it is: a text, a number, a list or an object. What is typed in is a text, or a number where the custom field takes numbers, unless Send Value As says otherwise.',
};

/** What a typed value becomes before it is sent. */
const sendValueAsOption: INodeProperties = {
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

/** Sets one custom field of a use case. */
export const set = updateOperation({
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
	type,
	doing: 'set the custom field',
	parameter: 'Value',
	advice: {
		422: 'Check “Value”: it must be of the kind that the custom field takes, and one of its options where it has some. “Send Value As” in the options changes the kind.',
	},
	async request({ item, client }) {
		const useCaseId = item.id(useCaseIdField);
		const customFieldId = item.id(customFieldIdField);
		const value = await valueToSend(item, async () => await findCustomField(client, customFieldId));
		return {
			path: path`/use_cases/${useCaseId}/custom_fields`,
			attributes: { custom_field_id: customFieldId, value } as IDataObject,
			confirmed: { useCaseId, customFieldId },
		};
	},
});

/** The custom fields that the tenant has defined. */
export const customFieldList: ResourceList = {
	path: '/custom_fields',
	type: 'custom_fields',
	wording: { doing: 'list the custom fields' },
};

/** What the tenant says of one of its custom fields. */
interface CustomField {
	id: string;
	name: string;
	/** `string`, `number`, `datetime` or `user`. */
	type?: string;
}

/**
 * Finds a custom field among those that the tenant has defined, which are read once. Undefined when it is not there or
 * they cannot be read, since a value may be set all the same.
 */
async function findCustomField(
	client: CredoAiClient,
	id: string,
): Promise<CustomField | undefined> {
	const fields = await client.once('custom fields', async () => await readCustomFields(client));
	return fields.find((field) => field.id === id);
}

async function readCustomFields(client: CredoAiClient): Promise<CustomField[]> {
	const fields: CustomField[] = [];
	try {
		const list = { ...customFieldList, limits: { retry: neverAgain } };
		for await (const page of readPages(client, list, Number.POSITIVE_INFINITY)) {
			fields.push(...page.map(asCustomField));
		}
	} catch (error) {
		// Its message quotes the service, which may name a person.
		const reason = error instanceof Error ? error.name : typeof error;
		client.logger.debug('The types of custom fields could not be read', { reason });
	}
	return fields;
}

const asCustomField = ({ id, attributes }: JsonApiResource): CustomField => ({
	id,
	name: asText(attributes.name) ?? id,
	type: asText(attributes.type),
});

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
 * the value is of another kind, and when there is none: what is missing by mistake must not empty the custom field.
 */
async function valueToSend(
	item: Item,
	findField: () => Promise<CustomField | undefined>,
): Promise<unknown> {
	const given = item.value(valueField);
	const kindName = item.option(sendValueAsOption);
	const isMissing = [given].flat().includes(undefined) || (given === null && kindName === 'text');
	if (isMissing && kindName !== 'nothing') {
		throw item.refuse(
			`“${valueField.displayName}” is empty`,
			'Enter a value, or map one from an earlier node. To empty the custom field, choose Nothing under “Send Value As” in the options.',
		);
	}
	if (kindName === 'given') {
		return isText(given) ? suitable(item, given, await findField()) : given;
	}
	const kind = kinds.get(kindName);
	const value = kind?.read(given);
	if (value !== undefined) return value;
	throw item.refuse(
		`“${valueField.displayName}” is not ${kind?.expected ?? 'of a known kind'}`,
		'Change the value, or “Send Value As” in the options.',
	);
}

/** Whether there is a text in what was given, alone or in a list. */
const isText = (given: unknown) => [given].flat().some((value) => typeof value === 'string');

function suitable(item: Item, given: unknown, customField: CustomField | undefined): unknown {
	const kind = types.get(customField?.type);
	if (customField === undefined || kind === undefined) return given;

	const suit = (value: unknown) => (typeof value === 'string' ? kind.read(value) : value);
	const value = Array.isArray(given) ? given.map(suit) : suit(given);
	if (![value].flat().includes(undefined)) return value;
	throw item.refuse(
		`“${valueField.displayName}” is not ${kind.expected}, which the custom field “${customField.name}” takes`,
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
