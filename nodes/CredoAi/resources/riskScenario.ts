import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { path } from '../../shared/http/path';
import { shownWhen, simplifyField } from '../../shared/node/fields';
import { optionsField } from '../../shared/node/options';
import {
	adviseOnFilters,
	inOrderOfCreation,
	largestPage,
	type ResourceList,
} from '../client/paging';

import { additionalFields, filters } from './shared/collections';
import {
	exact,
	flagField,
	matchFilter,
	namesField,
	textField,
	wholeNumberField,
} from './shared/fields';
import { byId, byName, choicesFrom, searchIn } from './shared/lists';
import { locator, required } from './shared/locator';
import { createOperation, getAllOperation } from './shared/operations';
import type { Room } from './shared/room';
import { useCaseIdField } from './useCase/useCaseField';

const riskScenarioIdField = required(
	locator({
		displayName: 'Risk Scenario',
		name: 'riskScenarioId',
		description: 'A scenario of your tenant',
		searchListMethod: 'searchRiskScenarios',
	}),
);

/** The risk scenarios that use cases can get. */
const riskScenarioList = (query: IDataObject): ResourceList => ({
	path: '/risk_scenarios',
	type: 'risk_scenarios',
	query,
	largestPage,
	wording: { doing: 'list the risk scenarios', advise: adviseOnFilters },
});

/** The kinds of risk that the tenant knows. */
const riskTypeList: ResourceList = {
	path: '/risk_types',
	type: 'risk_types',
	wording: { doing: 'list the risk types' },
};

const sourceField: INodeProperties = {
	displayName: 'Scenario',
	name: 'scenarioSource',
	type: 'options',
	options: [
		{ name: 'Existing', value: 'existing', description: 'One of your tenant’s scenarios' },
		{ name: 'New', value: 'new', description: 'A new scenario for this use case only' },
	],
	default: 'existing',
	description: 'The scenario to add to the use case',
};

const nameField = required(
	textField({
		displayName: 'Name',
		name: 'name',
		placeholder: 'e.g. Claims are sorted unfairly',
		description: 'What may go wrong',
	}).property,
);

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

const checkScenario =
	'Check the scenario: it must exist, and the use case may have it already; a new one needs a name and risk types, and its impact and likelihood are numbers from 1 to 5.';

const add = createOperation({
	name: 'Add',
	value: 'add',
	action: 'Add a risk scenario to a use case',
	description: 'Add an existing risk scenario to a use case, or a new one',
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
	creates: 'risk scenarios',
	type: 'use_case_risk_scenarios',
	doing: 'add the risk scenario',
	parameter: 'Use Case',
	advice: { 400: checkScenario, 422: checkScenario },
	lookUp: 'Look for it with Use Case > Get, with “Risk Scenarios” under “Include”',
	request: (item) => ({
		path: path`/use_cases/${item.id(useCaseIdField)}/risk_scenarios`,
		attributes:
			item.text(sourceField) === 'new'
				? { name: item.text(nameField), ...ofNew.read(item) }
				: { risk_scenario_id: item.id(riskScenarioIdField), ...ofExisting.read(item) },
	}),
});

const getAll = getAllOperation({
	action: 'Get many risk scenarios',
	description: 'Get the risk scenarios that can be added to use cases',
	filters: filters([
		exact(
			matchFilter(
				flagField({
					displayName: 'Archived',
					name: 'archived',
					description: 'Whether the scenarios are archived',
				}),
			),
		),
		exact(
			matchFilter(
				flagField({
					displayName: 'Deprecated',
					name: 'deprecated',
					description: 'Whether the scenarios are deprecated',
				}),
			),
		),
		exact(matchFilter(textField({ displayName: 'Ownership Type', name: 'ownershipType' }))),
		matchFilter(textField({ displayName: 'Risk Type ID', name: 'riskTypeId' })),
	]),
	order: 'inserted_at',
	list: (_item, query) => riskScenarioList(query),
});

/** What may go wrong with a use case. */
export const riskScenario: Room = {
	name: 'Risk Scenario',
	value: 'riskScenario',
	operations: [add, getAll],
	kinds: {
		risk_scenarios: {
			mainFields: [
				'id',
				'name',
				'description',
				'riskTypeIds',
				'ownershipType',
				'domains',
				'industries',
				'regions',
				'archived',
				'deprecated',
			],
		},
		use_case_risk_scenarios: {
			mainFields: [
				'id',
				'name',
				'description',
				'useCaseId',
				'riskScenarioId',
				'riskTypeIds',
				'inherentRisk',
				'inherentRiskImpact',
				'inherentRiskLikelihood',
				'residualRisk',
			],
		},
	},
	listSearch: { searchRiskScenarios: searchIn(() => riskScenarioList(inOrderOfCreation), byName) },
	loadOptions: { loadRiskTypes: choicesFrom(riskTypeList, byId) },
};
