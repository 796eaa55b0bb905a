import { z } from 'zod';

import type { Account } from './account/account';
import type { Entry, UseCase, UseCaseRiskScenarioAttributes, User } from './account/entries';
import { refuseUnknown } from './account/table';
import { filledText, text, wholeNumber } from './body';
import { type Endpoint, listsAll, listsPages, creates, useCaseOf } from './endpoint';
import { fits } from './listQuery';
import { invalid } from './refusal';

const fromOneToFive = wholeNumber.min(1).max(5);

/** `POST /use_cases/{id}/risk_scenarios`: one that there is by its id, or a new one by a name. */
const newRiskScenario = z
	.strictObject({
		risk_scenario_id: filledText,
		name: filledText,
		description: text,
		type: filledText,
		risk_type_ids: z.array(filledText),
		inherent_risk_impact: fromOneToFive,
		inherent_risk_likelihood: fromOneToFive,
	})
	.partial();

/** Gives a use case a risk scenario. Throws a 422 for a new one without a name and a risk type, and for one that it has. */
function addRiskScenario(
	account: Account,
	user: User,
	useCase: UseCase,
	given: Partial<UseCaseRiskScenarioAttributes> & { type?: string; risk_scenario_id?: string },
): Entry<UseCaseRiskScenarioAttributes> {
	const { type, risk_scenario_id = null, ...others } = given;
	const existing =
		risk_scenario_id === null ? undefined : account.riskScenarios.get(risk_scenario_id);
	if (!existing && others.name === undefined) throw invalid("name can't be blank");
	const typeIds = others.risk_type_ids ?? existing?.attributes.risk_type_ids ?? [];
	refuseUnknown(account.riskTypes, typeIds, 'risk_type_ids');
	if (!existing && typeIds.length === 0 && type === undefined) throw invalid("type can't be blank");
	const taken = account.useCaseRiskScenarios.where((other) => {
		return other.use_case_id === useCase.id && other.risk_scenario_id === risk_scenario_id;
	});
	if (existing && taken.length > 0) throw invalid('risk_scenario_id has already been taken');
	const { inherent_risk_impact: impact = null, inherent_risk_likelihood: likelihood = null } =
		others;
	const added = account.useCaseRiskScenarios.add({
		name: others.name ?? existing?.attributes.name ?? '',
		description: others.description ?? existing?.attributes.description ?? null,
		use_case_id: useCase.id,
		entity_id: useCase.attributes.entity_id,
		risk_scenario_id,
		risk_type_ids: typeIds,
		inherent_risk: impact === null || likelihood === null ? null : impact * likelihood,
		inherent_risk_impact: impact,
		inherent_risk_likelihood: likelihood,
		residual_risk: null,
		residual_risk_impact: null,
		residual_risk_likelihood: null,
		...account.stamps(),
	});
	account.log('risk_scenario_added', user, added, useCase.id);
	return added;
}

/** The risk scenarios that there are; a use case is given one of them, or one of its own. */
export const riskScenarioEndpoints: readonly Endpoint[] = [
	listsAll('/risk_types', ({ account }) => account.riskTypes.all()),
	listsPages(
		'/risk_scenarios',
		{ filters: ['ownership_type', 'archived', 'deprecated', 'risk_type_id'] },
		({ account }, asked) =>
			account.riskScenarios.where(({ ownership_type, archived, deprecated, risk_type_ids }) => {
				return fits(asked, { ownership_type, archived, deprecated, risk_type_id: risk_type_ids });
			}),
	),
	creates('/use_cases/:id/risk_scenarios', useCaseOf, newRiskScenario, addRiskScenario),
];
