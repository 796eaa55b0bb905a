import { isDeepStrictEqual } from 'node:util';

import type { Account } from '../account/account';
import type { UseCase, UseCaseAttributes, User } from '../account/entries';
import { shortId } from '../account/ids';
import { fieldUpdated } from '../callbacks/bodies';
import { invalid } from '../refusal';

type Changes = Partial<UseCaseAttributes>;

/** Throws a 422 where the name is taken or a questionnaire or stage is unknown. No webhook event is documented for it. */
export function createUseCase(
	account: Account,
	user: User,
	given: Changes & Pick<UseCaseAttributes, 'name'>,
): UseCase {
	refuseTakenName(account, given.name);
	refuseUnknownReferences(account, given);
	const [firstStage] = account.workflowStages.all();
	const useCase = account.useCases.add({
		description: null,
		use_case_number: account.useCases.all().length + 1,
		ai_type: 'none',
		source: null,
		system_type: null,
		icon: null,
		industries: [],
		regions: [],
		domain_ids: null,
		is_vendor: false,
		in_review: false,
		monetary_value: null,
		creator_id: user.id,
		entity_id: shortId(),
		questionnaire_ids: [],
		policy_pack_refs: [],
		control_refs: [],
		workflow_stage_id: firstStage?.id ?? shortId(),
		workflow_stage_step: 'assessment',
		workflow_stage_step_status: 'in_progress',
		...noRisk,
		calculated_risk_score: null,
		alerts_count: 0,
		visible: true,
		access_level: 'write',
		settings: {},
		...account.stamps(),
		...given,
	});
	if (given.risk_classification_level !== undefined) {
		Object.assign(useCase.attributes, riskOf(account, user, given.risk_classification_level));
	}
	account.log('use_case_created', user, useCase, useCase.id);
	return useCase;
}

/** Changes what differs and announces each changed field by its own event. Throws a 422 as `createUseCase` does. */
export function updateUseCase(
	account: Account,
	user: User,
	useCase: UseCase,
	changes: Changes,
): void {
	if (changes.name !== undefined) refuseTakenName(account, changes.name, useCase.id);
	refuseUnknownReferences(account, changes);
	const { risk_classification_level: level, ...plain } = changes;
	const before = new Map<string, unknown>(Object.entries(useCase.attributes));
	const changed = Object.entries(plain).filter(
		([field, value]) => !isDeepStrictEqual(before.get(field), value),
	);
	if (level !== undefined) setRiskLevel(account, user, useCase, level);
	if (changed.length === 0) return;
	Object.assign(useCase.attributes, Object.fromEntries(changed), {
		updated_at: account.clock.next(),
	});
	account.log('use_case_updated', user, useCase, useCase.id, Object.fromEntries(changed));
	for (const [field, value] of changed) {
		account.announce(fieldUpdated(useCase.id, field, value, user));
	}
}

/**
 * 0 is the highest risk, 3 none. Announced as `use_case_risk_category_level_updated`: the guide names that event as the one in use,
 * although the attribute is called `risk_classification_level` by now.
 */
export function setRiskLevel(
	account: Account,
	user: User,
	useCase: UseCase,
	level: number | null,
): void {
	if (useCase.attributes.risk_classification_level === level) return;
	Object.assign(useCase.attributes, riskOf(account, user, level));
	account.log('use_case_risk_classification_updated', user, useCase, useCase.id, { level });
	account.announce(fieldUpdated(useCase.id, 'risk_category_level', level, user));
}

/** Takes the use case away with its reviews, tasks and comments. No webhook event is documented for it. */
export function deleteUseCase(account: Account, user: User, useCase: UseCase): void {
	const tables = [
		account.tasks,
		account.reviews,
		account.commentThreads,
		account.customFieldValues,
	] as const;
	for (const table of tables) {
		const own = table.all().filter(({ attributes }) => attributes.use_case_id === useCase.id);
		for (const { id } of own) table.remove(id);
	}
	account.useCases.remove(useCase.id);
	account.log('use_case_deleted', user, useCase, useCase.id);
}

const noRisk = {
	risk_category_level: null,
	risk_classification_level: null,
	risk_classification_id: null,
	risk_classification_set_by: null,
	risk_classification_set_at: null,
};

function riskOf(account: Account, user: User, level: number | null) {
	if (level === null) return noRisk;
	const [classification] = account.riskClassifications.where((risk) => risk.level === level);
	if (!classification) throw invalid('risk_classification_level is invalid');
	return {
		risk_category_level: level,
		risk_classification_level: level,
		risk_classification_id: classification.id,
		risk_classification_set_by: user.id,
		risk_classification_set_at: account.clock.next(),
	};
}

function refuseTakenName(account: Account, name: string, ownId?: string): void {
	const taken = account.useCases.all().some((other) => {
		return other.id !== ownId && other.attributes.name === name;
	});
	if (taken) throw invalid('name has already been taken');
}

function refuseUnknownReferences(account: Account, given: Changes): void {
	const unknown = given.questionnaire_ids?.find((id) => !account.questionnaires.find(id));
	if (unknown) throw invalid(`questionnaire_ids is invalid: ${unknown} does not exist`);
	const stage = given.workflow_stage_id;
	if (stage && !account.workflowStages.find(stage)) {
		throw invalid('workflow_stage_id does not exist');
	}
	const level = given.risk_classification_level;
	const known = account.riskClassifications.all().map(({ attributes }) => attributes.level);
	if (level !== undefined && level !== null && !known.includes(level)) {
		throw invalid('risk_classification_level is invalid');
	}
}
