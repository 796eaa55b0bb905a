import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { asIdentifier } from '../../../shared/values/unknownInput';
import type { CredoAiClient } from '../../client/client';
import { idField, idsField, textField } from '../collectionFields';
import { additionalFields } from '../collections';
import { locator } from '../locators';
import { present, simplifyField } from '../presentation';

import { lastingFields } from './fields';
import { createUseCase } from './requests';

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Claims triage',
	description: 'No two use cases can have the same name',
};

const additional = additionalFields([
	lastingFields.aiType,
	lastingFields.description,
	lastingFields.icon,
	lastingFields.industries,
	lastingFields.isVendor,
	lastingFields.monetaryValue,
	{
		property: locator({
			displayName: 'Owner',
			name: 'ownerId',
			description: 'The user who owns the use case',
			searchListMethod: 'searchUsers',
		}),
		apiName: 'owner',
		toApi: (value) => {
			const ownerId = asIdentifier(value);
			return ownerId && { owner_id: ownerId, owner_type: 'user' };
		},
		expected: 'the ID of a user',
		whenEmpty: null,
	},
	idsField({
		displayName: 'Questionnaire IDs',
		name: 'questionnaireIds',
		placeholder: 'e.g. DEFAULT+12',
		description: 'Questionnaires with their version that the use case starts with',
	}),
	lastingFields.regions,
	lastingFields.riskLevel,
	textField({
		displayName: 'Session ID',
		name: 'sessionId',
		description: 'The session whose contexts the use case takes over',
	}),
	lastingFields.source,
	lastingFields.systemType,
	idField(
		locator({
			displayName: 'Workflow Stage',
			name: 'workflowStageId',
			description: 'The stage that the use case starts in',
			searchListMethod: 'searchWorkflowStages',
		}),
	),
]);

/** Adds a use case to the account. */
export const create: Operation<CredoAiClient> = {
	name: 'Create',
	value: 'create',
	action: 'Create a use case',
	description: 'Create a use case',
	properties: [nameField, simplifyField, additional.property, optionsField()],
	creates: { name: 'use cases', id: 'id' },

	async prepare({ item, client }) {
		const attributes = { name: item.text(nameField), ...additional.read(item) };
		return async () => present(item, await createUseCase(client, attributes));
	},
};
