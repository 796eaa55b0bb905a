import type { IDataObject, INodeListSearchItems, INodeProperties } from 'n8n-workflow';

import { neverAgain } from '../../../shared/http/retry';
import {
	asIdentifier,
	asInteger,
	asRecord,
	asText,
	parseJson,
} from '../../../shared/values/unknownInput';
import type { CredoAiClient } from '../../client/client';
import type { JsonApiResource } from '../../client/jsonApi';
import { attemptPage, type ResourceList } from '../../client/paging';
import {
	flagField,
	namesField,
	textField,
	wholeNumberField,
	type CollectionField,
} from '../shared/fields';
import { byNameAlone, choicesFrom, label, searchIn } from '../shared/lists';
import { locator } from '../shared/locator';
import type { Showing } from '../shared/presentation';
import type { Lists } from '../shared/room';

/** The stages of the tenant's workflow. */
const workflowStageList: ResourceList = {
	path: '/workflow_stages',
	type: 'workflow_stages',
	wording: { doing: 'list the workflow stages' },
};

/** The risk levels of the tenant. */
const riskLevelList: ResourceList = {
	path: '/risk_classifications',
	type: 'risk_classifications',
	wording: { doing: 'list the risk levels' },
};

const industryList: ResourceList = {
	path: '/industries',
	wording: { doing: 'list the industries' },
};

const regionList: ResourceList = { path: '/regions', wording: { doing: 'list the regions' } };

/** A field that takes a stage of the workflow. */
export const workflowStageLocator = locator({
	displayName: 'Workflow Stage',
	name: 'workflowStageId',
	description: 'A stage of your tenant’s workflow',
	searchListMethod: 'searchWorkflowStages',
});

/** A field that takes one of the tenant's risk levels; `name` is the parameter's. */
export const riskLevelLocator = (name: string): INodeProperties =>
	locator({
		displayName: 'Risk Level',
		name,
		description: 'One of the levels that your tenant has under its risk classifications',
		searchListMethod: 'searchRiskLevels',
		byId: { displayName: 'By Number', placeholder: 'e.g. 1' },
	});

/** The attributes that a use case has from its creation and that can change later. */
export const lastingFields: CollectionField[] = [
	textField({
		displayName: 'AI Type',
		name: 'aiType',
		placeholder: 'e.g. genai',
	}),
	textField({ displayName: 'Description', name: 'description' }, 4),
	textField({ displayName: 'Icon', name: 'icon', placeholder: 'e.g. briefcase' }),
	namesField({ displayName: 'Industries', name: 'industries' }, 'loadIndustries'),
	flagField({
		displayName: 'Is Vendor',
		name: 'isVendor',
		description: 'Whether the AI system comes from a vendor',
	}),
	wholeNumberField({ displayName: 'Monetary Value', name: 'monetaryValue' }),
	namesField({ displayName: 'Regions', name: 'regions' }, 'loadRegions'),
	{
		property: riskLevelLocator('riskClassificationLevel'),
		toApi: asInteger,
		expected: 'the number of a risk level',
	},
	textField({ displayName: 'Source', name: 'source' }),
	textField({ displayName: 'System Type', name: 'systemType' }),
];

/** The steps that a use case goes through in each stage of its workflow. */
export const stepChoices = [
	{ name: 'Assessment', value: 'assessment' },
	{ name: 'Clear', value: 'clear' },
	{ name: 'Evidence Collection', value: 'evidence_collection' },
	{ name: 'Rejected', value: 'rejected' },
];

// Credo AI: filtering use cases. The tenant cannot change these, unlike the levels of its risk classifications.
const riskCategories = ['High', 'Medium', 'Low', 'None'];

/**
 * Puts next to the numbers and the ID of a use case what they stand for: the name of its stage, of its risk category and
 * of its risk classification. What cannot be found out is null. The lists are read once for all items.
 */
export async function withWords(
	useCase: JsonApiResource,
	{ client, isSimplified }: Showing,
): Promise<JsonApiResource> {
	if (!isSimplified) return useCase;
	const { attributes } = useCase;
	const words: IDataObject = {};
	const stageId = asIdentifier(attributes.workflow_stage_id);
	if ('workflow_stage_id' in attributes) words.workflow_stage_name = null;
	if ('risk_category_level' in attributes) words.risk_level = null;
	if ('risk_classification_level' in attributes) words.risk_classification = null;
	if (stageId !== undefined) {
		const stages = await client.once(
			'stages',
			async () => await readQuietly(client, workflowStageList),
		);
		const stage = stages.find(({ id }) => id === stageId);
		words.workflow_stage_name = asText(stage?.attributes.name) ?? null;
	}
	const category = asInteger(attributes.risk_category_level);
	if (category !== undefined) words.risk_level = riskCategories[category] ?? null;
	const level = asInteger(attributes.risk_classification_level);
	if (level !== undefined) {
		const lists = await client.once('levels', async () => await readQuietly(client, riskLevelList));
		const classificationId = asIdentifier(attributes.risk_classification_id);
		words.risk_classification = nameOfLevel(level, classificationId, lists) ?? null;
	}
	return { ...useCase, attributes: { ...attributes, ...words } };
}

/** How long words may keep an item waiting, in milliseconds: it has been read, or even changed, and is whole without them. */
const wordsWithin = 5_000;

/** Reads a list of words, which are missed where it cannot be read in time, whatever comes instead, and no more than that. */
async function readQuietly(client: CredoAiClient, list: ResourceList): Promise<JsonApiResource[]> {
	const limits = { retry: neverAgain, deadline: AbortSignal.timeout(wordsWithin) };
	let reason: unknown;
	try {
		const attempt = await attemptPage(client, { ...list, limits }, {});
		if ('value' in attempt) return attempt.value.resources;
		reason = attempt.failure.statusCode;
	} catch (error) {
		// Its message quotes the service.
		reason = error instanceof Error ? error.name : typeof error;
	}
	client.logger.debug(`Credo AI did not ${list.wording.doing}`, { reason });
	return [];
}

/**
 * Gives what a level is called in the classification that a use case has; where that is not known or does not have the
 * level, what all classifications call it. Undefined where two call it different things.
 */
function nameOfLevel(
	level: number,
	classificationId: string | undefined,
	classifications: JsonApiResource[],
): string | undefined {
	const namesIn = (resources: JsonApiResource[]) => {
		const levels = resources.flatMap(levelsIn);
		return [
			...new Set(levels.flatMap(({ number, name }) => (number === level ? (name ?? []) : []))),
		];
	};
	const own = namesIn(classifications.filter(({ id }) => id === classificationId));
	const [name, ...others] = own.length > 0 ? own : namesIn(classifications);
	return others.length > 0 ? undefined : name;
}

/** What the attributes of a use case can be chosen from; Credo AI takes industries and regions by their names. */
export const attributeLists: Lists = {
	listSearch: {
		searchRiskLevels: searchIn(() => riskLevelList, riskLevelsIn),
		searchWorkflowStages: searchIn(
			() => workflowStageList,
			({ id, attributes: { name, type } }) => [{ name: label(name, type), value: id }],
		),
	},
	loadOptions: {
		loadIndustries: choicesFrom(industryList, byNameAlone),
		loadRegions: choicesFrom(regionList, byNameAlone),
	},
};

interface RiskLevel {
	number: number;
	name?: string;
}

// The levels are published as a list inside one resource (`value`, which may come as JSON text), or each as a resource.
function levelsIn({ attributes }: JsonApiResource): RiskLevel[] {
	const { value } = attributes;
	const content = typeof value === 'string' ? parseJson(value) : value;
	const levels = content === undefined ? [attributes] : [content].flat();
	return levels.flatMap((entry) => {
		const { name, level } = asRecord(entry) ?? {};
		const number = asInteger(level);
		return number === undefined ? [] : [{ number, name: asText(name) }];
	});
}

function riskLevelsIn(resource: JsonApiResource): INodeListSearchItems[] {
	return levelsIn(resource).map(({ number, name = 'Level' }) => ({
		name: `${name} (${number})`,
		value: number,
	}));
}
