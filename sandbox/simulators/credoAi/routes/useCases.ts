import type { FastifyInstance } from 'fastify';

import type { Account } from '../account/account';
import { list, single } from '../answers/document';
import { takePage } from '../answers/paging';
import { invalid } from '../answers/refusal';
import { relationshipNames, useCaseRelations } from '../answers/useCaseRelations';
import { createUseCase, deleteUseCase, setRiskLevel, updateUseCase } from '../changes/useCase';
import { readListQuery } from '../requests/listQuery';
import { readAttributes } from '../requests/read';
import {
	newUseCase,
	riskChange,
	stageChange,
	stepChange,
	useCaseChanges,
} from '../requests/useCases';

import type { IdPath } from './paths';
import { matchesFilters, useCaseFilters } from './useCaseFilters';

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
		const { owner, ...given } = readAttributes(newUseCase, body);
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
		updateUseCase(account, me, useCase, readAttributes(useCaseChanges, body, useCase.id));
		return single(useCase);
	});

	api.delete<IdPath>('/use_cases/:id', async ({ params }, reply) => {
		deleteUseCase(account, me, useCases.get(params.id));
		return await reply.code(204).send();
	});

	api.patch<IdPath>('/use_cases/:id/workflow_stage', async ({ params, body }) => {
		const useCase = useCases.get(params.id);
		updateUseCase(account, me, useCase, readAttributes(stageChange, body));
		return single(useCase);
	});

	api.patch<IdPath>('/use_cases/:id/step', async ({ params, body }) => {
		const useCase = useCases.get(params.id);
		updateUseCase(account, me, useCase, readAttributes(stepChange, body));
		return single(useCase);
	});

	api.patch<IdPath>('/use_cases/:id/risk_classification', async ({ params, body }) => {
		const useCase = useCases.get(params.id);
		const { risk_classification_level: level } = readAttributes(riskChange, body);
		setRiskLevel(account, me, useCase, level);
		return single(useCase);
	});
}
