import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import { simplifyField } from '../../../shared/node/fields';
import type { Item } from '../../../shared/node/item';
import { optionsField } from '../../../shared/node/options';
import { asIdentifier } from '../../../shared/values/unknownInput';
import { toCamelCase } from '../../client/letterCase';
import { additionalFields, updateFields } from '../shared/collections';
import { idField, idsField, jsonField, saysWhat, textField } from '../shared/fields';
import { locator, required } from '../shared/locator';
import {
	createOperation,
	deleteOperation,
	getAllOperation,
	getOperation,
	updateOperation,
} from '../shared/operations';
import type { Room } from '../shared/room';

import {
	attributeLists,
	lastingFields,
	riskLevelLocator,
	stepChoices,
	withWords,
	workflowStageLocator,
} from './attributes';
import { useCaseFilters } from './filters';
import { plainText } from './lexicalText';
import { searchUseCases, type, useCaseIdField, useCaseList } from './useCaseField';

const parameter = 'Use Case';

const nameField = required(
	textField({
		displayName: 'Name',
		name: 'name',
		placeholder: 'e.g. Claims triage',
		description: 'No two use cases can have the same name',
	}).property,
);

const moreOfUseCase = additionalFields([
	...lastingFields,
	saysWhat({
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
	}),
	idsField({
		displayName: 'Questionnaire IDs',
		name: 'questionnaireIds',
		placeholder: 'e.g. DEFAULT+12',
		description: 'Questionnaires with their version that the use case starts with',
	}),
	textField({
		displayName: 'Session ID',
		name: 'sessionId',
		description: 'The session whose contexts the use case takes over',
	}),
	idField({ ...workflowStageLocator, description: 'The stage that the use case starts in' }),
]);

// The interface of 2026 has these, the one of 2025 had not; a tenant may run either.
const young = { session_id: '“Session ID”', system_type: '“System Type”' };

/** What a refusal of attributes means; `check` names where they were entered. */
function adviceOn(check: string, attributes: IDataObject): Record<number, string> {
	const names = Object.entries(young).flatMap(([name, field]) =>
		name in attributes ? [field] : [],
	);
	const tooOld =
		names.length > 0 ? ` This Credo AI may be too old to know ${names.join(' and ')}.` : '';
	const advice = `Check ${check}: names must be unique, and values must be ones Credo AI knows.${tooOld}`;
	return tooOld ? { 400: advice, 422: advice } : { 422: advice };
}

const create = createOperation({
	action: 'Create a use case',
	description: 'Create a use case',
	properties: [nameField, simplifyField, moreOfUseCase.property, optionsField()],
	creates: 'use cases',
	type,
	doing: 'create the use case',
	parameter: 'Name',
	lookUp: 'Look for its name with Use Case > Get Many',
	show: withWords,
	request(item) {
		const attributes = { name: item.text(nameField), ...moreOfUseCase.read(item) };
		const advice = adviceOn('“Name”', attributes);
		return { path: '/use_cases', attributes, advice };
	},
});

const deleteUseCase = deleteOperation({
	action: 'Delete a use case',
	description: 'Delete a use case for good; only its owner may',
	id: useCaseIdField,
	doing: 'delete the use case',
	// Credo AI: “Only the owner of the use case can perform this action”.
	advice: {
		403: 'Only its owner may delete a use case: use an API Token of the owner, or have the owner delete it in Credo AI.',
	},
	path: (id) => path`/use_cases/${id}`,
});

/** What can come along with a use case (Credo AI: relationships of a use case). */
const includeOption: INodeProperties = {
	displayName: 'Include',
	name: 'include',
	type: 'multiOptions',
	options: [
		{ name: 'Alerts', value: 'alerts' },
		{ name: 'Creator', value: 'creator' },
		{ name: 'Custom Fields', value: 'custom_fields' },
		{ name: 'Domains', value: 'domains' },
		{ name: 'Models', value: 'models' },
		{ name: 'Policy Packs', value: 'policy_packs' },
		{ name: 'Questionnaires', value: 'questionnaires' },
		{ name: 'Reviews', value: 'reviews' },
		{ name: 'Risk Scenarios', value: 'risk_scenarios' },
		{ name: 'Scheduled Reviews', value: 'scheduled_reviews' },
		{ name: 'Stakeholders', value: 'stakeholders' },
		{ name: 'Vendors', value: 'vendors' },
		{ name: 'Workflow Stage', value: 'workflow_stage' },
	],
	default: [],
	description: 'Related resources to return with each use case',
};

/** Gives the query that brings along what the item wants included; empty when it wants nothing. */
function includeQuery(item: Item): IDataObject {
	const names = [item.option(includeOption)].flat().flatMap((name) => asIdentifier(name) ?? []);
	return names.length > 0 ? { include: names.join(',') } : {};
}

const get = getOperation({
	action: 'Get a use case',
	description: 'Get a use case with its stage, risk and description',
	id: useCaseIdField,
	options: [includeOption],
	type,
	doing: 'read the use case',
	path: (id) => path`/use_cases/${id}`,
	query: includeQuery,
	show: withWords,
});

const getAll = getAllOperation({
	action: 'Get many use cases',
	description: 'Get many use cases, all or those that match filters',
	filters: useCaseFilters,
	order: 'inserted_at',
	options: [includeOption],
	list: (item, query) => useCaseList({ ...includeQuery(item), ...query }),
	show: withWords,
});

const workflowStageIdField = required(workflowStageLocator);

/** A move of a use case to another place in the workflow, which the field `to` names. */
const moveOperation = ({
	to,
	destination,
	attribute,
	read,
	...row
}: Pick<
	Parameters<typeof updateOperation>[0],
	'name' | 'value' | 'action' | 'description' | 'advice'
> & {
	to: INodeProperties;
	/** The end of the path. */
	destination: string;
	attribute: string;
	read(this: void, item: Item): string;
}) =>
	updateOperation({
		...row,
		properties: [useCaseIdField, to, simplifyField, optionsField()],
		parameter: to.displayName,
		type,
		doing: 'move the use case',
		show: withWords,
		request({ item }) {
			const id = item.id(useCaseIdField);
			const place = read(item);
			return {
				path: path`/use_cases/${id}/${destination}`,
				id,
				attributes: { [attribute]: place },
				confirmed: { id, [toCamelCase(attribute)]: place },
			};
		},
	});

const moveStage = moveOperation({
	name: 'Move to Stage',
	value: 'moveStage',
	action: 'Move a use case to a stage',
	description: 'Move a use case to another stage of the workflow',
	to: workflowStageIdField,
	destination: 'workflow_stage',
	attribute: 'workflow_stage_id',
	read: (item) => item.id(workflowStageIdField),
	advice: {
		422: 'Check “Workflow Stage”: it must be a stage of your tenant’s workflow, and one that the use case may move to from where it is; see Use Case > Get.',
	},
});

const stepField: INodeProperties = {
	displayName: 'Step',
	name: 'step',
	type: 'options',
	required: true,
	options: stepChoices,
	default: 'assessment',
	description: 'The step of its workflow stage that the use case moves to',
};

const moveStep = moveOperation({
	name: 'Move to Step',
	value: 'moveStep',
	action: 'Move a use case to a step',
	description: 'Move a use case to another step of its workflow stage',
	to: stepField,
	destination: 'step',
	attribute: 'workflow_stage_step',
	read: (item) => item.text(stepField),
	advice: {
		422: 'Check “Step”: a use case may not move to every step from where it is; see Use Case > Get.',
	},
});

const levelField = required(riskLevelLocator('level'));

const setRiskClassification = updateOperation({
	name: 'Set Risk Classification',
	value: 'setRiskClassification',
	action: 'Set the risk classification of a use case',
	description: 'Set the risk level of a use case',
	properties: [useCaseIdField, levelField, simplifyField, optionsField()],
	type,
	doing: 'set the risk classification',
	show: withWords,
	parameter: 'Risk Level',
	advice: { 422: 'Check “Risk Level”: it must be one that your tenant has.' },
	request({ item }) {
		const id = item.id(useCaseIdField);
		const level = item.wholeNumber(
			levelField,
			'Choose a level from the list, or enter its number.',
		);
		return {
			path: path`/use_cases/${id}/risk_classification`,
			id,
			attributes: { risk_classification_level: level },
			confirmed: { id, riskClassificationLevel: level },
		};
	},
});

const changes = updateFields([
	...lastingFields,
	textField({ displayName: 'Name', name: 'name' }),
	jsonField({
		displayName: 'Settings',
		name: 'settings',
		placeholder: 'e.g. { "use_risk_evaluations": false }',
	}),
]);

const update = updateOperation({
	action: 'Update a use case',
	description: 'Change the name, the description or other fields of a use case',
	properties: [useCaseIdField, simplifyField, changes.property, optionsField()],
	type,
	doing: 'update the use case',
	show: withWords,
	parameter,
	request({ item }) {
		const id = item.id(useCaseIdField);
		const attributes = changes.read(item);
		const advice = adviceOn('“Update Fields”', attributes);
		return { path: path`/use_cases/${id}`, id, attributes, confirmed: { id }, advice };
	},
});

/** The description as text, which may be the state of Credo AI's editor. */
function readableDescription({ description }: IDataObject): IDataObject {
	if (description === undefined) return {};
	return { descriptionText: typeof description === 'string' ? plainText(description) : null };
}

/** A use of AI that is governed. */
export const useCase: Room = {
	name: 'Use Case',
	value: 'useCase',
	operations: [
		create,
		deleteUseCase,
		get,
		getAll,
		moveStage,
		moveStep,
		setRiskClassification,
		update,
	],
	kinds: {
		[type]: {
			mainFields: [
				'id',
				'name',
				'useCaseNumber',
				'descriptionText',
				'riskCategoryLevel',
				'riskLevel',
				'riskClassificationLevel',
				'riskClassification',
				'workflowStageId',
				'workflowStageName',
				'workflowStageStep',
				'inReview',
				'creatorId',
				'updatedAt',
			],
			more: readableDescription,
		},
	},
	listSearch: {
		...attributeLists.listSearch,
		searchUseCases,
	},
	loadOptions: attributeLists.loadOptions,
};
