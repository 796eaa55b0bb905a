import { z } from 'zod';

import type { Account } from './account/account';
import type { Entry, UseCase, UseCasePolicyPackAttributes, User } from './account/entries';
import { filledText, wholeNumber } from './body';
import { type Endpoint, lists, listsAll, useCaseOf, creates } from './endpoint';
import { fits } from './listQuery';
import { invalid, notFound } from './refusal';

/** `POST /use_cases/{id}/policy_packs` */
const newPolicyPack = z.strictObject({ key: filledText, version: wholeNumber });

/** Gives a use case a policy pack and the controls in it. Throws a 422 for one that it has. */
export function addPolicyPack(
	account: Account,
	user: User,
	useCase: UseCase,
	{ key, version }: { key: string; version: number },
): Entry<UseCasePolicyPackAttributes> {
	const pack = account.policyPacks.find(`${key}+${version}`);
	if (!pack) throw notFound();
	const refs = useCase.attributes.policy_pack_refs;
	if (refs.some((ref) => ref.key === key)) throw invalid('key has already been taken');
	const { entity_id } = useCase.attributes;
	const common = { use_case_id: useCase.id, entity_id, due_date: null, timezone: null };
	const added = account.useCasePolicyPacks.add({ key, version, ...common, ...account.stamps() });
	refs.push({ id: added.id, key, version });
	for (const control of pack.attributes.controls) {
		account.controls.add({
			control_key: control.key,
			policy_pack_key: key,
			status: 'not_started',
			model_id: null,
			compliances: [],
			...common,
			...account.stamps(),
		});
	}
	account.log('policy_pack_added', user, added, useCase.id, { key, version });
	return added;
}

const path = '/use_cases/:id/policy_packs';

/** The policy packs that there are, and those of a use case. */
export const policyPackEndpoints: readonly Endpoint[] = [
	lists(
		'/policy_packs',
		{
			filters: ['name', 'archived', 'description', 'custom', 'deprecated'],
			isSortable: false,
		},
		({ account }, asked) => {
			// None is archived, deprecated or custom here.
			const nothing = { archived: false, custom: false, deprecated: false };
			if (!fits(asked, nothing)) return [];
			return account.policyPacks.where(({ info }) => {
				return (['name', 'description'] as const).every((name) => {
					const [part = ''] = asked.filters.get(name) ?? [];
					return info[name].toLowerCase().includes(part.toLowerCase());
				});
			});
		},
	),
	listsAll(path, (call) => call.account.useCasePolicyPacks.of(useCaseOf(call))),
	creates(path, useCaseOf, newPolicyPack, addPolicyPack),
];
