import type { FastifyInstance } from 'fastify';
import type { Account } from '../account/account';
import {
	filledText,
	flag,
	listOf,
	oneOf,
	orNull,
	readAttributes,
	record,
	text,
	wholeNumber,
} from '../api/attributes';
import { list, single } from '../api/document';
import { readListQuery } from '../api/listQuery';
import { takePage } from '../api/paging';
import { invalid } from '../api/refusal';
import {
	createUseCase,
	deleteUseCase,
	setRiskLevel,
	updateUseCase,
} from '../changes/changeUseCase';
import type { IdPath } from './paths';
import { matchesFilters, useCaseFilters } from './useCaseFilters';
import { relationshipNames, useCaseRelations } from './useCaseRelations';

const changeable = {
	name: filledText,
	description: orNull(text),
	ai_type: text,
	icon: orNull(text),
	industries: listOf(text),
	regions: listOf(text),
	is_vendor: flag,
	monetary_value: orNull(wholeNumber),
	risk_classification_level: orNull(wholeNumber),
	source: orNull(text),
	system_type: orNull(text),
};

const onCreation = {
	...changeable,
	questionnaire_ids: listOf(filledText),
	workflow_stage_id: filledText,
	session_id: text,
	owner: record,
};

const steps = ['assessment', 'evidence_collection', 'clear', 'rejected'] as const;

/** Use cases and the three changes that have a path of their own. */
export function useCaseRoutes(api: FastifyInstance, account: Account): void {
	const { useCases, me } = account;

	api.get('/use_cases', async ({ query }) => {
		const abilities = { filters: useCaseFilters, includes: relationshipNames };
		const asked = readListQuery(query, abilities);
		const found = useCases.all().filter((useCase) => {
			return matchesFilters(account, useCase, asked.filters);
		});
		const { entries, meta } = takePage(found, asked);
		return list(entries, { meta, relate: useCaseRelations(account, asked.include) });
	});

	api.post('/use_cases', async ({ body }, reply) => {
		const { owner, ...given } = readAttributes(body, onCreation, { required: ['name'] });
		// Taken, but no attribute of a use case.
		delete given.session_id;
		const ownerId = owner?.['owner_id'];
		if (owner && !account.users.find(String(ownerId))) throw invalid('owner does not exist');
		reply.code(201);
		return single(createUseCase(account, me, given));
	});

	api.get<IdPath>('/use_cases/:id', async ({ params, query }) => {
		const { include } = readListQuery(query, { includes: relationshipNames });
		return single(useCases.get(params.id), useCaseRelations(account, include));
	});

	api.patch<IdPath>('/use_cases/:id', async ({ params, body }) => {
		const useCase = useCases.get(params.id);
		const shape = { ...changeable, settings: record };
		updateUseCase(account, me, useCase, readAttributes(body, shape, { pathId: useCase.id }));
		return single(useCase);
	});

	api.delete<IdPath>('/use_cases/:id', async ({ params }, reply) => {
		deleteUseCase(account, me, useCases.get(params.id));
		return await reply.code(204).send();
	});

	api.patch<IdPath>('/use_cases/:id/workflow_stage', async ({ params, body }) => {
		const useCase = useCases.get(params.id);
		const shape = { workflow_stage_id: filledText };
		const changes = readAttributes(body, shape, { required: ['workflow_stage_id'] });
		updateUseCase(account, me, useCase, changes);
		return single(useCase);
	});

	api.patch<IdPath>('/use_cases/:id/step', async ({ params, body }) => {
		const useCase = useCases.get(params.id);
		const shape = { workflow_stage_step: oneOf(steps) };
		const changes = readAttributes(body, shape, { required: ['workflow_stage_step'] });
		updateUseCase(account, me, useCase, changes);
		return single(useCase);
	});

	api.patch<IdPath>('/use_cases/:id/risk_classification', async ({ params, body }) => {
		const useCase = useCases.get(params.id);
		const shape = { risk_classification_level: orNull(wholeNumber) };
		const { risk_classification_level: level } = readAttributes(body, shape, {
			required: ['risk_classification_level'],
		});
		setRiskLevel(account, me, useCase, level);
		return single(useCase);
	});
}
