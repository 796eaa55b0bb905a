import type { INodeProperties } from 'n8n-workflow';

import { shownWhen } from '../../../shared/node/fields';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredoAiClient } from '../../client/client';
import { namesField, textField, wholeNumberField } from '../collectionFields';
import { additionalFields } from '../collections';
import { riskScenarioIdField, useCaseIdField } from '../locators';
import { present, simplifyField } from '../presentation';

import { addRiskScenario } from './requests';

const sourceField: INodeProperties = {
	displayName: 'Scenario',
	name: 'scenarioSource',
	type: 'options',
	options: [
		{ name: 'Existing', value: 'existing', description: 'One that your tenant has' },
		{ name: 'New', value: 'new', description: 'One for this use case alone' },
	],
	default: 'existing',
	description: 'Which scenario the use case gets',
};

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Claims are sorted unfairly',
	description: 'What may go wrong',
};

const [impact, likelihood] = [
	wholeNumberField({
		displayName: 'Inherent Risk Impact',
		name: 'inherentRiskImpact',
		description: 'From 1 to 5',
	}),
	wholeNumberField({
		displayName: 'Inherent Risk Likelihood',
		name: 'inherentRiskLikelihood',
		description: 'From 1 to 5',
	}),
];

const ofExisting = additionalFields([impact, likelihood]);

const ofNew = additionalFields([
	textField({ displayName: 'Description', name: 'description' }, 3),
	impact,
	likelihood,
	namesField({ displayName: 'Risk Types', name: 'riskTypeIds' }, 'loadRiskTypes', 'IDs'),
	textField({ displayName: 'Type', name: 'type', description: 'The risk type in words' }),
]);

/** Gives a risk scenario to a use case. */
export const add: Operation<CredoAiClient> = {
	name: 'Add',
	value: 'add',
	action: 'Add risk scenario to a use case',
	description: 'Give a risk scenario to a use case: one that there is, or a new one',
	properties: [
		useCaseIdField,
		sourceField,
		shownWhen(sourceField, 'existing', riskScenarioIdField),
		shownWhen(sourceField, 'new', nameField),
		simplifyField,
		shownWhen(sourceField, 'existing', ofExisting.property),
		shownWhen(sourceField, 'new', ofNew.property),
		optionsField(),
	],
	creates: { name: 'risk scenarios', id: 'id' },

	async prepare({ item, client }) {
		const useCaseId = item.id(useCaseIdField);
		const attributes =
			item.text(sourceField) === 'new'
				? { name: item.text(nameField), ...ofNew.read(item) }
				: { risk_scenario_id: item.id(riskScenarioIdField), ...ofExisting.read(item) };
		return async () => present(item, await addRiskScenario(client, useCaseId, attributes));
	},
};
