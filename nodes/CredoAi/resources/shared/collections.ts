import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/node/item';
import { asIdentifier, asRecord } from '../../../shared/values/unknownInput';
import type { Narrowing } from '../../client/paging';

import { apiNameOf, sentences, type CollectionField, type FilterField } from './fields';

/** An optional collection of fields: how it looks, and what an item has in it for the request. */
interface FieldCollection {
	property: INodeProperties;
	/** Throws a NodeOperationError that names the field whose value does not fit. */
	read(item: Item): IDataObject;
}

/** The attributes of something new; a field that is left empty is not sent, or refused where it says what they are about. */
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
		read(item) {
			const added = fieldsAdded(item, property, fields);
			const empty = added.find((one) => !isFilled(one) && one.field.saysWhat);
			if (empty === undefined) return attributesOf(added.filter(isFilled));
			throw item.refuse(
				`“${empty.field.property.displayName}” under “${displayName}” is empty`,
				'Without it, this would be about more than you meant. Enter a value, or remove the field.',
			);
		},
	};
}

const clears = 'If empty, it clears the value.';

/** The attributes that change; a text or a list that is left empty clears the attribute. At least one must be there. */
export function updateFields(fields: CollectionField[]): FieldCollection {
	const offered = fields.map((field) => ({ ...field, property: hinted(field) }));
	const property = collection('updateFields', 'Update Fields', 'Add Field', offered);
	return {
		property,
		read(item) {
			const added = fieldsAdded(item, property, fields).filter(({ value }) => value !== undefined);
			if (added.length === 0) {
				throw item.refuse(
					'There is nothing to update',
					'Add at least one field under “Update Fields”.',
				);
			}
			const empty = added.find((one) => !isFilled(one) && one.field.cleared === undefined);
			if (empty === undefined) {
				return attributesOf(
					added.map((one) => (isFilled(one) ? one : { ...one, value: one.field.cleared })),
				);
			}
			throw item.refuse(
				`“${empty.field.property.displayName}” under “Update Fields” is empty`,
				'Credo AI has nothing that clears it. Enter a value, or remove the field.',
			);
		},
	};
}

function hinted({ property, cleared }: CollectionField): INodeProperties {
	if (cleared === undefined) return property;
	const { description } = property;
	return { ...property, description: sentences(description?.replace(/\.$/, ''), clears) };
}

/** What a list is narrowed by. */
export interface FilterCollection {
	property: INodeProperties;
	/**
	 * Gives the query parameters, and what an entry must say to fit. Throws a NodeOperationError that names the filter
	 * whose value does not fit or is empty: without it, the list would hold what nobody asked for.
	 */
	read(item: Item): { query: IDataObject; narrowing: Narrowing[] };
}

/** What a list is narrowed by, as query parameters; a filter that was added must have a value. */
export function filters(fields: FilterField[]): FilterCollection {
	const property = collection('filters', 'Filters', 'Add Filter', fields);
	return {
		property,
		read(item) {
			const added = fieldsAdded(item, property, fields);
			const empty = added.find((one) => !isFilled(one));
			if (empty) {
				throw item.refuse(
					`“${empty.field.property.displayName}” under “Filters” is empty`,
					'Without it, the list would hold everything. Enter a value, or remove the filter.',
				);
			}
			const query = added.map(({ field, value }) =>
				field.toQuery(`filter[${apiNameOf(field)}]`, value),
			);
			return {
				query: Object.assign({}, ...query) as IDataObject,
				narrowing: added.flatMap(({ field, value }) => {
					const {
						fits,
						disagree,
						property: { displayName: filter },
					} = field;
					if (!fits) return [];
					const narrows: Narrowing = { filter, fits: (attributes) => fits(attributes, value) };
					if (disagree) narrows.disagree = (entries) => disagree(entries, value);
					return [narrows];
				}),
			};
		},
	};
}

interface AddedField<Field> {
	field: Field;
	/** As Credo AI takes it, where it is not empty. */
	value: unknown;
}

/** The fields stand in the order of their names, as everywhere in n8n. */
function collection(
	name: string,
	displayName: string,
	placeholder: string,
	fields: CollectionField[],
): INodeProperties {
	const options = fields
		.map(({ property }) => property)
		.sort((one, other) => one.displayName.localeCompare(other.displayName));
	return { displayName, name, type: 'collection', placeholder, default: {}, options };
}

function fieldsAdded<Field extends CollectionField>(
	item: Item,
	property: INodeProperties,
	fields: Field[],
): Array<AddedField<Field>> {
	const given = item.collection(property);
	return fields.flatMap((field): Array<AddedField<Field>> => {
		const { name } = field.property;
		if (!Object.hasOwn(given, name)) return [];
		const value = chosen(given[name]);
		if (isEmpty(value)) return [{ field, value }];

		const taken = field.toApi(value, item.timezone);
		if (taken !== undefined) return [{ field, value: taken }];
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

const isFilled = ({ value }: AddedField<CollectionField>) => !isEmpty(value);

const isEmpty = (value: unknown): boolean =>
	Array.isArray(value) ? value.every(isEmpty) : isNothing(value);

const isNothing = (value: unknown) =>
	value === undefined ||
	value === null ||
	(typeof value === 'string' && asIdentifier(value) === undefined);

const attributesOf = (added: Array<AddedField<CollectionField>>) =>
	Object.fromEntries(added.map(({ field, value }) => [apiNameOf(field), value])) as IDataObject;
