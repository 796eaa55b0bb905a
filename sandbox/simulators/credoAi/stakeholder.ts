import { z } from 'zod';

import type { Account } from './account/account';
import type { Entry, StakeholderAttributes, UseCase, User, Stakeholder } from './account/entries';
import { refuseUnknown } from './account/table';
import { filledText } from './body';
import { linkage, type Related } from './document';
import { type Call, type Endpoint, lists, useCaseOf, creates, removes } from './endpoint';
import type { ListQuery } from './listQuery';
import { invalid } from './refusal';

/** `POST /use_cases/{id}/stakeholders`: for a user or a team. */
const newStakeholder = z
	.strictObject({
		role: z.enum(['owner', 'contributor', 'observer']),
		user_id: filledText,
		team_id: filledText,
	})
	.partial()
	.required({ role: true });

/** Makes a user or a team a stakeholder. Throws a 422 for neither or both, one that does not exist, or is one already. */
function addStakeholder(
	account: Account,
	user: User,
	useCase: UseCase,
	given: Pick<StakeholderAttributes, 'role'> & { user_id?: string; team_id?: string },
): Entry<StakeholderAttributes> {
	const { role, user_id = null, team_id = null } = given;
	if ((user_id === null) === (team_id === null)) throw invalid('user_id or team_id is required');
	if (user_id !== null) refuseUnknown(account.users, [user_id], 'user_id');
	if (team_id !== null) refuseUnknown(account.teams, [team_id], 'team_id');
	const taken = account.stakeholders.where((other) => {
		const isSame = other.user_id === user_id && other.team_id === team_id;
		return other.use_case_id === useCase.id && isSame;
	});
	if (taken.length > 0) throw invalid('user_id has already been taken');
	const stakeholder = account.stakeholders.add({
		role,
		use_case_id: useCase.id,
		user_id,
		team_id,
		...account.stamps(),
	});
	account.log('stakeholder_added', user, stakeholder, useCase.id, { role });
	return stakeholder;
}

const path = '/use_cases/:id/stakeholders';

const relate =
	({ include }: ListQuery, { account: { users, teams } }: Call) =>
	({ attributes: { user_id, team_id } }: Stakeholder): Related => {
		const found = Object.entries({
			user: user_id === null ? undefined : users.find(user_id),
			team: team_id === null ? undefined : teams.find(team_id),
		}).filter(([name]) => include.includes(name));
		return {
			relationships: Object.fromEntries(
				found.map(([name, entry]) => [name, { data: entry ? linkage(entry) : null }]),
			),
			included: found.flatMap(([, entry]) => entry ?? []),
		};
	};

/** The users and teams who have a part in a use case. */
export const stakeholderEndpoints: readonly Endpoint[] = [
	lists(
		path,
		{ includes: ['user', 'use_case', 'team'], isSortable: false },
		(call) => call.account.stakeholders.of(useCaseOf(call)),
		relate,
	),
	creates(path, useCaseOf, newStakeholder, addStakeholder),
	removes(
		`${path}/:stakeholderId`,
		({ account, id }) => account.stakeholders.in(id(), id('stakeholderId')),
		({ stakeholders }, _user, { id }) => stakeholders.remove(id),
	),
];
