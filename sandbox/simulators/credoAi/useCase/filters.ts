import type { Account } from '../account/account';
import type { UseCase } from '../account/entries';

type Values = (useCase: UseCase, account: Account) => readonly unknown[];

const none: Values = () => [];

/** Per filter what a use case is found by. Models, vendors, domains and schedules are not simulated: nothing has any. */
const valuesByFilter: Readonly<Record<string, Values>> = {
	name: ({ attributes }) => [attributes.name],
	id: ({ id }) => [id],
	ai_type: ({ attributes }) => [attributes.ai_type],
	is_vendor: ({ attributes }) => [attributes.is_vendor],
	in_review: ({ attributes }) => [attributes.in_review],
	regions: ({ attributes }) => attributes.regions,
	creator_id: ({ attributes }) => [attributes.creator_id],
	risk_classification_level: ({ attributes }) => [attributes.risk_classification_level],
	use_case_number: ({ attributes }) => [attributes.use_case_number],
	workflow_stage_id: ({ attributes }) => [attributes.workflow_stage_id],
	workflow_stage_step: ({ attributes }) => [attributes.workflow_stage_step],
	policy_pack_keys: ({ attributes }) => attributes.policy_pack_refs.map(({ key }) => key),
	reviewers: ({ id }, account) =>
		tasksOn(account, id).flatMap(({ attributes }) => attributes.user_ids),
	has_active_reviewers: ({ id }, account) => [
		tasksOn(account, id).some(({ attributes }) => attributes.status !== 'done'),
	],
	custom_fields: ({ id }, account) =>
		account.customFieldValues.of({ id }).map(({ attributes }) => attributes.value),
	has_alerts: ({ attributes }) => [attributes.alerts_count > 0],
	has_vendors: () => [false],
	has_scheduled_reviews: () => [false],
	domains: none,
	models: none,
	vendors: none,
};

/** The names of all filters that the list of use cases knows; `q` searches in name and description. */
export const useCaseFilters: readonly string[] = ['q', ...Object.keys(valuesByFilter)];

export function matchesFilters(
	account: Account,
	useCase: UseCase,
	filters: ReadonlyMap<string, readonly string[]>,
): boolean {
	return [...filters].every(([filter, wanted]) => {
		if (filter === 'q') return wanted.every((words) => contains(useCase, words));
		const values = valuesByFilter[filter]?.(useCase, account) ?? [];
		return values.some((value) => wanted.includes(String(value)));
	});
}

function contains({ attributes: { name, description } }: UseCase, words: string): boolean {
	return `${name} ${description ?? ''}`.toLowerCase().includes(words.toLowerCase());
}

function tasksOn(account: Account, useCaseId: string) {
	return account.tasks.of({ id: useCaseId });
}
