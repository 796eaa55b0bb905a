import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/node/item';
import { asRecord } from '../../../shared/values/unknownInput';
import { toSnakeCase } from '../../client/letterCase';

import type { CollectionField, FilterField } from './fields';

/** An optional collection of fields: how it looks, and what an item has in it for the request. */
export interface FieldCollection {
	property: INodeProperties;
	/** Throws a NodeOperationError that names the field whose value does not fit. */
	read(item: Item): IDataObject;
}

/** The attributes of something new; a field that is left empty is not sent. */
export function additionalFields(
	fields: CollectionField[],
	{
		name = 'additionalFields',
		displayName = 'Additional Fields',
		placeholder = 'Add Field',
	}: Partial<Pick<INodeProperties, 'name' | 'displayName' | 'placeholder'>> = {},
): FieldCollection {
	const property = collection(name, displayName, placeholder, fields);
	return {
		property,
		read: (item) =>
			attributesOf(fieldsFilled(item, property, fields).filter(({ isEmpty }) => !isEmpty)),
	};
}

/** The attributes that change; a field that is left empty empties the attribute. At least one must be there. */
export function updateFields(fields: CollectionField[]): FieldCollection {
	const property = collection('updateFields', 'Update Fields', 'Add Field', fields);
	return {
		property,
		read(item) {
			const filled = fieldsFilled(item, property, fields);
			if (filled.length > 0) return attributesOf(filled);
			throw item.refuse(
				'There is nothing to update',
				'Add at least one field under “Update Fields”.',
			);
		},
	};
}

/** What a list is narrowed by, as query parameters; a filter that is left empty does not count. */
export function filters(fields: FilterField[]): FieldCollection {
	const property = collection('filters', 'Filters', 'Add Filter', fields);
	return {
		property,
		read(item) {
			const filled = fieldsFilled(item, property, fields);
			const query = filled.map(({ field, value, isEmpty }) =>
				isEmpty ? {} : field.toQuery(`filter[${apiNameOf(field)}]`, value),
			);
			return Object.assign({}, ...query) as IDataObject;
		},
	};
}

interface FilledField<Field> {
	field: Field;
	/** As Credo AI takes it. */
	value: unknown;
	isEmpty: boolean;
}

function collection(
	name: string,
	displayName: string,
	placeholder: string,
	fields: CollectionField[],
): INodeProperties {
	const options = fields.map(({ property }) => property);
	return { displayName, name, type: 'collection', placeholder, default: {}, options };
}

function fieldsFilled<Field extends CollectionField>(
	item: Item,
	property: INodeProperties,
	fields: Field[],
): Array<FilledField<Field>> {
	const given = item.collection(property);
	return fields.flatMap((field): Array<FilledField<Field>> => {
		const { name } = field.property;
		const value = Object.hasOwn(given, name) ? chosen(given[name]) : undefined;
		if (value === undefined) return [];
		if (isEmptyValue(value)) return [{ field, value: field.whenEmpty, isEmpty: true }];

		const taken = field.toApi(value, item.timezone);
		if (taken !== undefined) return [{ field, value: taken, isEmpty: false }];
		throw item.refuse(
			`“${field.property.displayName}” under “${property.displayName}” is not ${field.expected}`,
			'Change the value, or what it is mapped from.',
		);
	});
}

// A resource locator inside a collection arrives whole.
const chosen = (value: unknown) => {
	const choice = asRecord(value);
	return choice && 'mode' in choice && 'value' in choice ? choice.value : value;
};

const isEmptyValue = (value: unknown) =>
	value === null || value === '' || (Array.isArray(value) && value.length === 0);

const apiNameOf = ({ apiName, property }: CollectionField) => apiName ?? toSnakeCase(property.name);

const attributesOf = (filled: Array<FilledField<CollectionField>>) =>
	Object.fromEntries(filled.map(({ field, value }) => [apiNameOf(field), value])) as IDataObject;
