import type { INodeProperties } from 'n8n-workflow';

import { simplifyField } from '../../shared/node/fields';
import { optionsCollection } from '../../shared/node/options';
import { namesField } from '../resources/shared/fields';
import { locator } from '../resources/shared/locator';

const { property: actionsField } = namesField(
	{
		displayName: 'Actions',
		name: 'actions',
		description: 'What starts the workflow; everything if none is chosen',
	},
	'loadAuditLogActions',
);

const { property: resourceTypeOption } = namesField(
	{
		displayName: 'Resource Type',
		name: 'resourceType',
		description: 'What kind of thing was changed',
	},
	'loadAuditLogResourceTypes',
);

const useCaseOption = locator({
	displayName: 'Use Case',
	name: 'useCaseId',
	description: 'The use case that the entries are about',
	searchListMethod: 'searchUseCases',
});

const resourceNameOption: INodeProperties = {
	displayName: 'Resource Name',
	name: 'resourceName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Claims triage',
	description: 'A part of the name of what was changed',
};

/** The fields of the audit log trigger; n8n adds the poll times. */
export const auditLogTriggerFields: INodeProperties[] = [
	actionsField,
	simplifyField,
	optionsCollection([useCaseOption, resourceNameOption, resourceTypeOption]),
];
