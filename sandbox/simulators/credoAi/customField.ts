import { z, type output } from 'zod';

import type { Account } from './account/account';
import type { CustomField, CustomFieldValue, UseCase, User } from './account/entries';
import { filledText, readAttributes, record, text } from './body';
import { customFieldUpdated } from './callbacks/bodies';
import { single } from './document';
import { type Endpoint, listsAll, creates, useCaseOf } from './endpoint';
import { invalid } from './refusal';

/** `POST /custom_fields` */
const newCustomField = z
	.strictObject({
		name: filledText,
		type: z.enum(['string', 'number', 'datetime', 'user']),
		element_type: z.enum(['input', 'checkbox', 'select', 'datepicker']),
		multiple: z.boolean(),
		options: z.array(text),
		metadata: record,
		entity_type_ids: z.array(text),
	})
	.partial()
	.required({ name: true });

/** `PATCH /use_cases/{id}/custom_fields`: one field at a time. */
const customFieldValue = z.strictObject({
	custom_field_id: filledText,
	value: z.unknown().refine((given) => given !== undefined, "can't be blank"),
});

/** Sets one field of one use case (null empties it) and announces it. Throws a 422 for a value that the field cannot hold. */
export function setCustomField(
	account: Account,
	user: User,
	useCase: UseCase,
	field: CustomField,
	value: unknown,
): CustomFieldValue {
	refuseUnfitValue(field, value);
	const entry = valueOf(account, useCase, field) ?? addValue(account, useCase, field);
	Object.assign(entry.attributes, { value, updated_at: account.clock.next() });
	account.log('use_case_custom_field_updated', user, field, useCase.id, { value });
	account.announce(customFieldUpdated(entry, user));
	return entry;
}

function valueOf(account: Account, useCase: UseCase, field: CustomField) {
	return account.customFieldValues
		.of(useCase)
		.find(({ attributes }) => attributes.custom_field_id === field.id);
}

function addValue(account: Account, useCase: UseCase, field: CustomField): CustomFieldValue {
	return account.customFieldValues.add({
		use_case_id: useCase.id,
		custom_field_id: field.id,
		name: field.attributes.name,
		type: field.attributes.type,
		value: null,
		...account.stamps(),
	});
}

/** A number field takes any text: the documented example of one holds `05/23/2024`. */
function refuseUnfitValue({ attributes: field }: CustomField, value: unknown): void {
	if (value === null) return;
	const values: unknown[] = Array.isArray(value) ? value : [value];
	if (Array.isArray(value) !== field.multiple) {
		throw invalid(`value is invalid: must be ${field.multiple ? 'a list' : 'one value'}`);
	}
	for (const one of values) {
		if (typeof one === 'object') throw invalid('value is invalid');
		if (field.element_type === 'select' && !field.options.includes(String(one))) {
			throw invalid(`value is invalid: must be one of ${field.options.join(', ')}`);
		}
		if (field.type === 'datetime' && Number.isNaN(Date.parse(String(one)))) {
			throw invalid('value is invalid: must be a date');
		}
	}
}

/** Adds a definition. Throws a 422 for a name that is taken. */
function addCustomField(
	account: Account,
	_user: User,
	_parent: undefined,
	given: output<typeof newCustomField>,
): CustomField {
	const taken = account.customFields.where(({ name }) => name === given.name).length > 0;
	if (taken) throw invalid('name has already been taken');
	return account.customFields.add({
		type: 'string',
		element_type: 'input',
		multiple: false,
		options: [],
		metadata: {},
		entity_type_ids: ['use_case'],
		...given,
		...account.stamps(),
	});
}

const values = '/use_cases/:id/custom_fields';

/** The definitions of custom fields, and their values on use cases. */
export const customFieldEndpoints: readonly Endpoint[] = [
	listsAll('/custom_fields', ({ account }) => account.customFields.all()),
	creates('/custom_fields', () => undefined, newCustomField, addCustomField),
	listsAll(values, (call) => call.account.customFieldValues.of(useCaseOf(call))),
	{
		method: 'PATCH',
		path: values,
		status: 200,
		answer: (call) => {
			const { account, user, body } = call;
			const useCase = useCaseOf(call);
			const { custom_field_id, value } = readAttributes(customFieldValue, body);
			const field = account.customFields.get(custom_field_id);
			return single(setCustomField(account, user, useCase, field, value));
		},
	},
];
