import type { Account } from '../account/account';
import type { CustomField, CustomFieldValue, UseCase, User } from '../account/entries';
import { invalid } from '../answers/refusal';
import { customFieldUpdated } from '../callbacks/bodies';

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
		.where(({ use_case_id }) => use_case_id === useCase.id)
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
