import type { INodeProperties } from 'n8n-workflow';

import { path } from '../../shared/http/path';
import { shownWhen, simplifyField } from '../../shared/node/fields';
import { optionsField } from '../../shared/node/options';
import type { ResourceList } from '../client/paging';

import { label, nameOf, searchIn } from './shared/lists';
import { locator, required } from './shared/locator';
import { createOperation, deleteOperation, getAllOperation } from './shared/operations';
import type { Room } from './shared/room';
import { chosenUseCase, useCaseIdField } from './useCase/useCaseField';
import { teamIdField, userIdField } from './usersAndTeams';

const type = 'use_case_stakeholders';

const stakeholderIdField = required(
	locator({
		displayName: 'Stakeholder',
		name: 'stakeholderId',
		description: 'The ID from Stakeholder > Get Many, not the ID of the user or team',
		searchListMethod: 'searchStakeholders',
	}),
);

/** The stakeholders of a use case, each with its user or team; no pages are documented. */
const stakeholderList = (useCaseId: string): ResourceList => ({
	path: path`/use_cases/${useCaseId}/stakeholders`,
	type,
	query: { include: 'user,team' },
	wording: { doing: 'list the stakeholders', parameter: 'Use Case' },
});

const roleField: INodeProperties = {
	displayName: 'Role',
	name: 'role',
	type: 'options',
	required: true,
	options: [
		{ name: 'Contributor', value: 'contributor' },
		{ name: 'Observer', value: 'observer' },
		{ name: 'Owner', value: 'owner' },
	],
	default: 'contributor',
	description: 'What the stakeholder may do',
};

const whoField: INodeProperties = {
	displayName: 'Stakeholder Type',
	name: 'who',
	type: 'options',
	options: [
		{ name: 'Team', value: 'team' },
		{ name: 'User', value: 'user' },
	],
	default: 'user',
	description: 'Whether to add a user or a team',
};

const checkWho =
	'Check “Role”, and the user or team: it must exist, and may be a stakeholder already; see Stakeholder > Get Many.';

const add = createOperation({
	name: 'Add',
	value: 'add',
	action: 'Add a stakeholder',
	description: 'Add a user or a team to a use case as a stakeholder',
	properties: [
		useCaseIdField,
		roleField,
		whoField,
		shownWhen(whoField, 'user', userIdField),
		shownWhen(whoField, 'team', teamIdField),
		simplifyField,
		optionsField(),
	],
	creates: 'stakeholders',
	type,
	doing: 'add the stakeholder',
	parameter: 'Use Case',
	advice: { 400: checkWho, 422: checkWho },
	lookUp: 'Look for it with Stakeholder > Get Many',
	request(item) {
		const useCaseId = item.id(useCaseIdField);
		const role = item.text(roleField);
		const who =
			item.text(whoField) === 'team'
				? { team_id: item.id(teamIdField) }
				: { user_id: item.id(userIdField) };
		return { path: path`/use_cases/${useCaseId}/stakeholders`, attributes: { role, ...who } };
	},
});

const getAll = getAllOperation({
	action: 'Get many stakeholders',
	description: 'Get the stakeholders of a use case with their users and teams',
	before: [useCaseIdField],
	list: (item) => stakeholderList(item.id(useCaseIdField)),
});

const remove = deleteOperation({
	name: 'Remove',
	value: 'remove',
	action: 'Remove a stakeholder',
	description: 'Remove a stakeholder from a use case',
	before: [useCaseIdField],
	id: stakeholderIdField,
	doing: 'remove the stakeholder',
	path: (id, item) => path`/use_cases/${item.id(useCaseIdField)}/stakeholders/${id}`,
});

/** Who has a part in a use case. */
export const stakeholder: Room = {
	name: 'Stakeholder',
	value: 'stakeholder',
	operations: [add, getAll, remove],
	listSearch: {
		searchStakeholders: searchIn(
			(context) => stakeholderList(chosenUseCase(context)),
			// Who it is may not come along with the list.
			({ id, attributes: { role, user_id, team_id }, included: [who] }) => [
				{ name: label(role, who ? nameOf(who) : (user_id ?? team_id)) || id, value: id },
			],
		),
	},
};
