import type { Account } from '../account/account';
import type { Entry, UseCase } from '../account/entries';
import { linkage, type Related } from '../document';

type Entries = ReadonlyArray<Entry<object>>;

/** Relationships that a use case has here; the others that the service knows are always empty. */
const related: Readonly<Record<string, (account: Account, useCase: UseCase) => Entries>> = {
	creator: (account, { attributes }) => [account.users.get(attributes.creator_id)],
	workflow_stage: (account, { attributes }) => [
		account.workflowStages.get(attributes.workflow_stage_id),
	],
	questionnaires: (account, { attributes }) =>
		attributes.questionnaire_ids.map((id) => account.questionnaires.get(id)),
	reviews: (account, { id }) => account.reviews.of({ id }),
	custom_fields: (account, { id }) => account.customFieldValues.of({ id }),
	stakeholders: (account, { id }) => account.stakeholders.of({ id }),
	policy_packs: (account, { id }) => account.useCasePolicyPacks.of({ id }),
	risk_scenarios: (account, { id }) => account.useCaseRiskScenarios.of({ id }),
	alerts: (account, { id }) => account.alerts.of({ id }),
};

const toOne = ['creator', 'workflow_stage'];

const alwaysEmpty = [
	'models',
	'model_links',
	'vendors',
	'vendor_links',
	'domains',
	'scheduled_reviews',
];

/** Everything that `include` may name. */
export const relationshipNames: readonly string[] = [...Object.keys(related), ...alwaysEmpty];

/** Finds what `include` asked for; relationships that were not asked for are not printed. */
export function useCaseRelations(account: Account, include: readonly string[]) {
	return (useCase: UseCase): Related => {
		const found = include.map((name) => ({
			name,
			entries: related[name]?.(account, useCase) ?? [],
		}));
		const relationships = found.map(({ name, entries }) => {
			const links = entries.map(linkage);
			return [name, { data: toOne.includes(name) ? (links[0] ?? null) : links }];
		});
		return {
			relationships: Object.fromEntries(relationships),
			included: found.flatMap(({ entries }) => entries),
		};
	};
}
