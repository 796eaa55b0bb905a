import type { INodeProperties } from 'n8n-workflow';

import { shownWhen } from '../../../shared/node/fields';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredoAiClient } from '../../client/client';
import { teamIdField, useCaseIdField, userIdField } from '../locators';
import { present, simplifyField } from '../presentation';

import { addStakeholder } from './requests';

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
	displayName: 'Who',
	name: 'who',
	type: 'options',
	options: [
		{ name: 'Team', value: 'team' },
		{ name: 'User', value: 'user' },
	],
	default: 'user',
	description: 'Who becomes a stakeholder',
};

/** Makes a user or a team a stakeholder of a use case. */
export const add: Operation<CredoAiClient> = {
	name: 'Add',
	value: 'add',
	action: 'Add a stakeholder',
	description: 'Make a user or a team a stakeholder of a use case',
	properties: [
		useCaseIdField,
		roleField,
		whoField,
		shownWhen(whoField, 'user', userIdField),
		shownWhen(whoField, 'team', teamIdField),
		simplifyField,
		optionsField(),
	],
	creates: { name: 'stakeholders', id: 'id' },

	async prepare({ item, client }) {
		const useCaseId = item.id(useCaseIdField);
		const role = item.text(roleField);
		const who =
			item.text(whoField) === 'team'
				? { team_id: item.id(teamIdField) }
				: { user_id: item.id(userIdField) };
		return async () => present(item, await addStakeholder(client, useCaseId, { role, ...who }));
	},
};
