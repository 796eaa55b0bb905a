import { z, type output } from 'zod';

import type { Account } from '../account/account';
import type { User, UseCase } from '../account/entries';
import { filledText, record, text, wholeNumber } from '../body';
import { single } from '../document';
import { type Endpoint, listsPages, creates, useCaseOf, changes, removes } from '../endpoint';
import { readListQuery } from '../listQuery';
import { forbidden, invalid } from '../refusal';

import { createUseCase, deleteUseCase, setRiskLevel, updateUseCase } from './changes';
import { matchesFilters, useCaseFilters } from './filters';
import { relationshipNames, useCaseRelations } from './relations';

const attributes = z.strictObject({
	name: filledText,
	description: text.nullable(),
	ai_type: text,
	icon: text.nullable(),
	industries: z.array(text),
	regions: z.array(text),
	is_vendor: z.boolean(),
	monetary_value: wholeNumber.nullable(),
	risk_classification_level: wholeNumber.nullable(),
	source: text.nullable(),
	system_type: text.nullable(),
});

/** `POST /use_cases` */
const newUseCase = attributes
	.extend({
		questionnaire_ids: z.array(filledText),
		workflow_stage_id: filledText,
		session_id: text,
		owner: record,
	})
	.partial()
	.required({ name: true });

/** `PATCH /use_cases/{id}` */
const useCaseChanges = attributes.extend({ settings: record }).partial();

/** `PATCH /use_cases/{id}/workflow_stage` */
const stageChange = z.strictObject({ workflow_stage_id: filledText });

export const steps = ['assessment', 'evidence_collection', 'clear', 'rejected'] as const;

/** `PATCH /use_cases/{id}/step` */
const stepChange = z.strictObject({ workflow_stage_step: z.enum(steps) });

/** `PATCH /use_cases/{id}/risk_classification` */
const riskChange = z.strictObject({ risk_classification_level: wholeNumber.nullable() });

function createOrdered(
	account: Account,
	user: User,
	_parent: undefined,
	{ owner, ...given }: output<typeof newUseCase>,
): UseCase {
	// Taken, but no attribute of a use case.
	delete given.session_id;
	const isUnknown = owner && !account.users.find(String(owner['owner_id']));
	if (isUnknown) throw invalid('owner does not exist');
	return createUseCase(account, user, given);
}

function deleteOwn(account: Account, user: User, useCase: UseCase): void {
	if (!account.settings.ownsUseCases) throw forbidden();
	deleteUseCase(account, user, useCase);
}

/** Use cases and the three changes that have a path of their own. */
export const useCaseEndpoints: readonly Endpoint[] = [
	listsPages(
		'/use_cases',
		{ filters: useCaseFilters, includes: relationshipNames },
		({ account }, { filters }) =>
			account.useCases.all().filter((useCase) => matchesFilters(account, useCase, filters)),
		({ include }, { account }) => useCaseRelations(account, include),
	),
	creates('/use_cases', () => undefined, newUseCase, createOrdered),
	{
		method: 'GET',
		path: '/use_cases/:id',
		status: 200,
		answer: (call) => {
			const { include } = readListQuery(call.query, { includes: relationshipNames });
			return single(useCaseOf(call), useCaseRelations(call.account, include));
		},
	},
	changes('/use_cases/:id', useCaseOf, useCaseChanges, updateUseCase),
	removes('/use_cases/:id', useCaseOf, deleteOwn),
	changes('/use_cases/:id/workflow_stage', useCaseOf, stageChange, updateUseCase, {
		takesAnyId: true,
	}),
	changes('/use_cases/:id/step', useCaseOf, stepChange, updateUseCase, { takesAnyId: true }),
	changes(
		'/use_cases/:id/risk_classification',
		useCaseOf,
		riskChange,
		(account, user, useCase, { risk_classification_level }) =>
			setRiskLevel(account, user, useCase, risk_classification_level),
		{ takesAnyId: true },
	),
];
