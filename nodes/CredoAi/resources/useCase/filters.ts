import { asInteger } from '../../../shared/values/unknownInput';
import { filters } from '../shared/collections';
import {
	anyOfFilter,
	choicesField,
	exact,
	flagField,
	idField,
	idsField,
	matchFilter,
	namesField,
	textField,
	textsField,
} from '../shared/fields';

import { stepChoices, workflowStageLocator } from './attributes';

/** What the list of use cases can be narrowed by. */
export const useCaseFilters = filters([
	exact(
		anyOfFilter(idsField({ displayName: 'AI Types', name: 'aiType', placeholder: 'e.g. genai' })),
	),
	exact(anyOfFilter(idsField({ displayName: 'Creator IDs', name: 'creatorId' }))),
	anyOfFilter(
		textsField({
			displayName: 'Custom Fields',
			name: 'customFields',
			description: 'Values of custom fields',
		}),
	),
	anyOfFilter(textsField({ displayName: 'Domains', name: 'domains' })),
	anyOfFilter(
		flagField({
			displayName: 'Has Active Reviewers',
			name: 'hasActiveReviewers',
			description: 'Whether a review is assigned to somebody',
		}),
	),
	{
		// An older Credo AI does not know it, but counts the alerts all the same.
		...anyOfFilter(
			flagField({
				displayName: 'Has Alerts',
				name: 'hasAlerts',
				description: 'Whether there are alerts',
			}),
		),
		fits({ alerts_count: count }, value) {
			const alerts = asInteger(count);
			return alerts === undefined || alerts > 0 === value;
		},
	},
	anyOfFilter(
		flagField({
			displayName: 'Has Scheduled Reviews',
			name: 'hasScheduledReviews',
			description: 'Whether reviews are scheduled',
		}),
	),
	anyOfFilter(
		flagField({
			displayName: 'Has Vendors',
			name: 'hasVendors',
			description: 'Whether vendors are linked',
		}),
	),
	exact(matchFilter(textField({ displayName: 'ID', name: 'id' }))),
	exact(
		anyOfFilter(
			flagField({
				displayName: 'In Review',
				name: 'inReview',
				description: 'Whether a review is in progress',
			}),
		),
	),
	exact(
		anyOfFilter(
			flagField({
				displayName: 'Is Vendor',
				name: 'isVendor',
				description: 'Whether the AI system comes from a vendor',
			}),
		),
	),
	anyOfFilter(idsField({ displayName: 'Models', name: 'models', description: 'IDs of models' })),
	exact(
		matchFilter(
			textField({ displayName: 'Name', name: 'name', description: 'The exact name of a use case' }),
		),
	),
	anyOfFilter(
		idsField({
			displayName: 'Policy Pack Keys',
			name: 'policyPackKeys',
		}),
	),
	anyOfFilter(namesField({ displayName: 'Regions', name: 'regions' }, 'loadRegions')),
	anyOfFilter(
		idsField({ displayName: 'Reviewers', name: 'reviewers', description: 'IDs of users' }),
	),
	exact(
		anyOfFilter(
			idsField({
				displayName: 'Risk Levels',
				name: 'riskClassificationLevel',
				placeholder: 'e.g. 0, 1',
			}),
		),
	),
	anyOfFilter(
		textField({
			displayName: 'Search',
			name: 'q',
			description: 'Words to search for',
		}),
	),
	exact(anyOfFilter(idsField({ displayName: 'Use Case Numbers', name: 'useCaseNumber' }))),
	anyOfFilter(idsField({ displayName: 'Vendors', name: 'vendors', description: 'IDs of vendors' })),
	exact(
		anyOfFilter(
			idField({ ...workflowStageLocator, description: 'The stage that the use cases are in' }),
		),
	),
	exact(
		anyOfFilter(
			choicesField({ displayName: 'Workflow Steps', name: 'workflowStageStep' }, stepChoices),
		),
	),
]);
