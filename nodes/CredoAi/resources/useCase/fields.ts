import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/node/item';
import { asIdentifier, asInteger } from '../../../shared/values/unknownInput';
import {
	flagField,
	namesField,
	textField,
	wholeNumberField,
	type CollectionField,
} from '../collectionFields';
import { riskLevelLocator } from '../locators';

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
		whenEmpty: null,
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

/** What can come along with a use case (Credo AI: relationships of a use case). */
export const includeOption: INodeProperties = {
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
	description: 'What to bring along with each use case',
};

/** Gives the query that brings along what the item wants included; empty when it wants nothing. */
export function includeQuery(item: Item): IDataObject {
	const names = [item.option(includeOption)].flat().flatMap((name) => asIdentifier(name) ?? []);
	return names.length > 0 ? { include: names.join(',') } : {};
}
