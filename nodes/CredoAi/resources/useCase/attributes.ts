import type { INodeListSearchItems, INodeProperties } from 'n8n-workflow';

import { asInteger, asRecord, asText, parseJson } from '../../../shared/values/unknownInput';
import type { JsonApiResource } from '../../client/jsonApi';
import type { ResourceList } from '../../client/paging';
import {
	flagField,
	namesField,
	textField,
	wholeNumberField,
	type CollectionField,
} from '../shared/fields';
import { byNameAlone, choicesFrom, label, searchIn } from '../shared/lists';
import { locator } from '../shared/locator';
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
export const lastingFields: Record<
	| 'aiType'
	| 'description'
	| 'icon'
	| 'industries'
	| 'isVendor'
	| 'monetaryValue'
	| 'regions'
	| 'riskLevel'
	| 'source'
	| 'systemType',
	CollectionField
> = {
	aiType: textField({
		displayName: 'AI Type',
		name: 'aiType',
		placeholder: 'e.g. genai',
	}),
	description: textField({ displayName: 'Description', name: 'description' }, 4),
	icon: textField({ displayName: 'Icon', name: 'icon', placeholder: 'e.g. briefcase' }),
	industries: namesField({ displayName: 'Industries', name: 'industries' }, 'loadIndustries'),
	isVendor: flagField({
		displayName: 'Is Vendor',
		name: 'isVendor',
		description: 'Whether the AI system comes from a vendor',
	}),
	monetaryValue: wholeNumberField({ displayName: 'Monetary Value', name: 'monetaryValue' }),
	regions: namesField({ displayName: 'Regions', name: 'regions' }, 'loadRegions'),
	riskLevel: {
		property: riskLevelLocator('riskClassificationLevel'),
		toApi: asInteger,
		expected: 'the number of a risk level',
	},
	source: textField({ displayName: 'Source', name: 'source' }),
	systemType: textField({ displayName: 'System Type', name: 'systemType' }),
};

/** The steps that a use case goes through in each stage of its workflow. */
export const stepChoices = [
	{ name: 'Assessment', value: 'assessment' },
	{ name: 'Clear', value: 'clear' },
	{ name: 'Evidence Collection', value: 'evidence_collection' },
	{ name: 'Rejected', value: 'rejected' },
];

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

// The levels are published as a list inside one resource (`value`, which may come as JSON text), or each as a resource.
function riskLevelsIn({ attributes }: JsonApiResource): INodeListSearchItems[] {
	const { value } = attributes;
	const content = typeof value === 'string' ? parseJson(value) : value;
	const levels = content === undefined ? [attributes] : [content].flat();
	return levels.flatMap((entry) => {
		const { name, level } = asRecord(entry) ?? {};
		const number = asInteger(level);
		return number === undefined
			? []
			: [{ name: `${asText(name) ?? 'Level'} (${number})`, value: number }];
	});
}
