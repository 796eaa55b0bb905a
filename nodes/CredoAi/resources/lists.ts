import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodePropertyOptions,
} from 'n8n-workflow';

import { asInteger, asList, asRecord, asText } from '../../shared/values/unknownInput';
import { CredoAiClient } from '../client/client';
import type { JsonApiResource } from '../client/jsonApi';
import { inOrderOfCreation, readPages, type ResourceList } from '../client/paging';

import {
	industryList,
	regionList,
	riskLevelList,
	riskTypeList,
	teamList,
	userList,
	workflowStageList,
} from './account';
import { readAuditLogChoices, type AuditLogChoices } from './auditLog/requests';
import { commentThreadList } from './comment/requests';
import { controlList } from './control/requests';
import { customFieldList } from './customField/requests';
import { label, minuteOf } from './label';
import { policyPackList } from './policyPack/requests';
import { reviewList } from './review/requests';
import { riskScenarioList } from './riskScenario/requests';
import { searchIn } from './searchResources';
import { stakeholderList } from './stakeholder/requests';
import { taskList } from './task/requests';
import { chosenUseCase } from './useCase/chosenUseCase';
import { useCaseList } from './useCase/requests';
import { webhookList } from './webhook/requests';
import { withoutSecrets } from './webhook/withoutSecrets';

const longestExcerpt = 60;

/** Says which values a custom field takes, in words that the editor uses. */
const wordFor = (type: unknown) =>
	type === 'string' ? 'text' : type === 'datetime' ? 'date' : type;

/** What the Credo AI node can be asked to list in its fields, and how each entry reads. */
export const listSearch = {
	searchCommentThreads: searchIn({
		list: (context) => commentThreadList(chosenUseCase(context), inOrderOfCreation),
		toChoices: ({ id, attributes, included: [firstComment] }) => {
			const beginning = String(firstComment?.attributes.content ?? id).slice(0, longestExcerpt);
			const name = label(beginning, attributes.status, minuteOf(attributes.inserted_at));
			return [{ name, value: id }];
		},
	}),
	searchControls: searchIn({
		list: (context) => controlList(chosenUseCase(context)),
		toChoices: ({ id, attributes: { control_key, policy_pack_key, status } }) => [
			{ name: label(control_key, policy_pack_key, status) || id, value: id },
		],
	}),
	searchCustomFields: searchIn({
		list: () => customFieldList,
		toChoices: ({ id, attributes: { name, type, multiple } }) => [
			{ name: label(name ?? id, wordFor(type), multiple === true && 'several'), value: id },
		],
	}),
	searchPolicyPacks: searchIn({
		list: () => policyPackList({}),
		toChoices: ({ attributes: { info, key, version } }) => {
			if (typeof key !== 'string' || asInteger(version) === undefined) return [];
			const value = `${key}+${asInteger(version)}`;
			return [{ name: label(asRecord(info)?.name, value), value }];
		},
	}),
	searchReviews: searchIn({
		list: (context) => reviewList(chosenUseCase(context), inOrderOfCreation),
		toChoices: ({ id, attributes: { status, inserted_at } }) => [
			{ name: label(status, minuteOf(inserted_at), id), value: id },
		],
	}),
	searchRiskLevels: searchIn({ list: () => riskLevelList, toChoices: riskLevelsIn }),
	searchRiskScenarios: searchIn({
		list: () => riskScenarioList(inOrderOfCreation),
		toChoices: byName,
	}),
	searchStakeholders: searchIn({
		list: (context) => stakeholderList(chosenUseCase(context)),
		toChoices: ({ id, attributes: { role }, included: [who] }) => [
			{ name: label(role, who && nameOf(who)) || id, value: id },
		],
	}),
	searchTasks: searchIn({
		list: () => taskList(inOrderOfCreation),
		toChoices: ({ id, attributes: { type, status, inserted_at } }) => [
			{ name: label(type, status, minuteOf(inserted_at), id), value: id },
		],
	}),
	searchTeams: searchIn({ list: () => teamList, toChoices: byName }),
	searchUseCases: searchIn({ list: () => useCaseList(inOrderOfCreation), toChoices: byName }),
	searchUsers: searchIn({
		list: () => userList,
		toChoices: (user) => [{ name: nameOf(user), value: user.id }],
	}),
	searchWebhooks: searchIn({
		list: () => webhookList,
		toChoices: (webhook) => {
			const { id, attributes } = withoutSecrets(webhook);
			return [{ name: label(attributes.description, attributes.url), value: id }];
		},
	}),
	searchWorkflowStages: searchIn({
		list: () => workflowStageList,
		toChoices: ({ id, attributes: { name, type } }) => [{ name: label(name, type), value: id }],
	}),
};

/** What fields with several choices are filled with; Credo AI takes industries and regions by their names. */
export const loadOptions = {
	loadIndustries: namesIn(industryList),
	loadRegions: namesIn(regionList),
	loadRiskTypes: idsIn(riskTypeList),
	loadTeams: idsIn(teamList),
	loadUsers: idsIn(userList),
};

/** What the audit log trigger can be asked to list in its fields. */
export const auditLogTriggerLists = {
	listSearch: { searchUseCases: listSearch.searchUseCases },
	loadOptions: {
		loadAuditLogActions: auditLogChoices('names'),
		loadAuditLogResourceTypes: auditLogChoices('resourceTypes'),
	},
};

function auditLogChoices(kind: keyof AuditLogChoices) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const choices = await readAuditLogChoices(new CredoAiClient(this));
		return choices[kind].map((name) => ({ name, value: name }));
	};
}

function namesIn(list: ResourceList) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const resources = await readWhole(new CredoAiClient(this), list);
		const names = new Set(resources.flatMap(({ attributes }) => asText(attributes.name) ?? []));
		return [...names].map((name) => ({ name, value: name }));
	};
}

function idsIn(list: ResourceList) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const resources = await readWhole(new CredoAiClient(this), list);
		return resources.map((resource) => ({ name: nameOf(resource), value: resource.id }));
	};
}

async function readWhole(client: CredoAiClient, list: ResourceList): Promise<JsonApiResource[]> {
	const resources: JsonApiResource[] = [];
	for await (const page of readPages(client, list, Number.POSITIVE_INFINITY)) {
		resources.push(...page);
	}
	return resources;
}

/** How a user, a team or another thing with a name reads. */
function nameOf({ id, attributes }: JsonApiResource): string {
	const { name, given_name, family_name, email } = attributes;
	const fullName = [given_name, family_name].filter(Boolean).join(' ');
	return label(name, fullName, email) || id;
}

function byName({ id, attributes }: JsonApiResource): INodeListSearchItems[] {
	return [{ name: String(attributes.name ?? id), value: id }];
}

// Credo AI's specification shows the levels as a list inside one resource (`value`), or each as a resource.
function riskLevelsIn({ attributes }: JsonApiResource): INodeListSearchItems[] {
	const levels = Array.isArray(attributes.value) ? asList(attributes.value) : [attributes];
	return levels.flatMap((entry) => {
		const { name, level } = asRecord(entry) ?? {};
		const number = asInteger(level);
		return number === undefined
			? []
			: [{ name: `${asText(name) ?? 'Level'} (${number})`, value: number }];
	});
}
