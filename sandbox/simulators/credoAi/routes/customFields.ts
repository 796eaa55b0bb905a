import type { FastifyInstance } from 'fastify';
import type { Account } from '../account/account';
import {
	anything,
	filledText,
	flag,
	listOf,
	oneOf,
	readAttributes,
	record,
	text,
} from '../api/attributes';
import { list, single } from '../api/document';
import { invalid } from '../api/refusal';
import { setCustomField } from '../changes/setCustomField';
import type { IdPath } from './paths';

const definition = {
	name: filledText,
	type: oneOf(['string', 'number', 'datetime', 'user']),
	element_type: oneOf(['input', 'checkbox', 'select', 'datepicker']),
	multiple: flag,
	options: listOf(text),
	metadata: record,
	entity_type_ids: listOf(text),
};

/** The definitions of custom fields, and their values on use cases. */
export function customFieldRoutes(api: FastifyInstance, account: Account): void {
	const { customFields, customFieldValues, useCases, me } = account;

	api.get('/custom_fields', async () => list(customFields.all()));

	api.post('/custom_fields', async ({ body }, reply) => {
		const given = readAttributes(body, definition, { required: ['name'] });
		const taken = customFields.where(({ name }) => name === given.name).length > 0;
		if (taken) throw invalid('name has already been taken');
		reply.code(201);
		return single(
			customFields.add({
				type: 'string',
				element_type: 'input',
				multiple: false,
				options: [],
				metadata: {},
				entity_type_ids: ['use_case'],
				...given,
				...account.stamps(),
			}),
		);
	});

	api.get<IdPath>('/use_cases/:id/custom_fields', async ({ params }) => {
		const { id } = useCases.get(params.id);
		return list(customFieldValues.where(({ use_case_id }) => use_case_id === id));
	});

	api.patch<IdPath>('/use_cases/:id/custom_fields', async ({ params, body }) => {
		const useCase = useCases.get(params.id);
		const shape = { custom_field_id: filledText, value: anything };
		const { custom_field_id, value } = readAttributes(body, shape, {
			required: ['custom_field_id', 'value'],
		});
		return single(setCustomField(account, me, useCase, customFields.get(custom_field_id), value));
	});
}
