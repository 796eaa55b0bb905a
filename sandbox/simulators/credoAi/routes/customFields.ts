import type { FastifyInstance } from 'fastify';

import type { Account } from '../account/account';
import { list, single } from '../answers/document';
import { invalid } from '../answers/refusal';
import { setCustomField } from '../changes/customField';
import { customFieldValue, newCustomField } from '../requests/customFields';
import { readAttributes } from '../requests/read';

import type { IdPath } from './paths';

/** The definitions of custom fields, and their values on use cases. */
export function customFieldRoutes(api: FastifyInstance, account: Account): void {
	const { customFields, customFieldValues, useCases, me } = account;

	api.get('/custom_fields', async () => list(customFields.all()));

	api.post('/custom_fields', async ({ body }, reply) => {
		const given = readAttributes(newCustomField, body);
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
		const { custom_field_id, value } = readAttributes(customFieldValue, body);
		return single(setCustomField(account, me, useCase, customFields.get(custom_field_id), value));
	});
}
