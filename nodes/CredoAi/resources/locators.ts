import type { INodeProperties } from 'n8n-workflow';

interface LocatorWords {
	displayName: string;
	name: string;
	description: string;
	/** The method that lists what can be chosen. */
	searchListMethod: string;
	/** How an id is entered by hand. */
	byId?: { displayName: string; placeholder: string };
}

/** A field that takes one thing of the account: chosen from a list, or by its id. */
export function locator({
	displayName,
	name,
	description,
	searchListMethod,
	byId = { displayName: 'By ID', placeholder: 'e.g. 64YUaLWSviHgibJaRWr3ZE' },
}: LocatorWords): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select ${withArticle(displayName)}…`,
				typeOptions: { searchListMethod, searchable: true },
			},
			{ ...byId, name: 'id', type: 'string' },
		],
	};
}

function withArticle(name: string): string {
	// None of these names begins with a “u” that is spoken as a vowel: a use case, a user.
	return `${/^[aeio]/i.test(name) ? 'an' : 'a'} ${name.toLowerCase()}`;
}

const required = (field: INodeProperties): INodeProperties => ({ ...field, required: true });

const useCaseLocator = locator({
	displayName: 'Use Case',
	name: 'useCaseId',
	description: 'The Credo AI Trigger gives its ID as useCaseId',
	searchListMethod: 'searchUseCases',
});

/** The use case that an operation is about. */
export const useCaseIdField = required(useCaseLocator);

/** The use case whose reviews the list of the next field shows. */
export const useCaseOfReviewField: INodeProperties = {
	...useCaseLocator,
	displayName: 'Use Case (to List Reviews)',
	description: 'Only needed to choose the review from a list',
};

/** The review that an operation is about. */
export const reviewIdField = required(
	locator({
		displayName: 'Review',
		name: 'reviewId',
		description: 'The Credo AI Trigger gives its ID as reviewId',
		searchListMethod: 'searchReviews',
	}),
);

/** A task, required by the operations on one. */
export const taskLocator = locator({
	displayName: 'Task',
	name: 'taskId',
	description: 'A task of a review; Task > Get Many gives the IDs',
	searchListMethod: 'searchTasks',
});

/** The task that an operation is about. */
export const taskIdField = required(taskLocator);

/** The custom field that is set. */
export const customFieldIdField = required(
	locator({
		displayName: 'Custom Field',
		name: 'customFieldId',
		description: 'The Credo AI Trigger gives its ID as customFieldId',
		searchListMethod: 'searchCustomFields',
	}),
);

/** The comment thread that an operation is about. */
export const threadIdField = required(
	locator({
		displayName: 'Comment Thread',
		name: 'threadId',
		description: 'The Credo AI Trigger gives its ID as threadId',
		searchListMethod: 'searchCommentThreads',
	}),
);

/** The stage that a use case moves to. */
export const workflowStageIdField = required(
	locator({
		displayName: 'Workflow Stage',
		name: 'workflowStageId',
		description: 'A stage of your tenant’s workflow',
		searchListMethod: 'searchWorkflowStages',
	}),
);

/** The control that an operation is about. */
export const controlIdField = required(
	locator({
		displayName: 'Control',
		name: 'controlId',
		description: 'A control of the use case; Control > Get Many gives the IDs',
		searchListMethod: 'searchControls',
	}),
);

/** The stakeholder that an operation is about. */
export const stakeholderIdField = required(
	locator({
		displayName: 'Stakeholder',
		name: 'stakeholderId',
		description: 'The ID that Stakeholder > Get Many gives, not the one of the user or the team',
		searchListMethod: 'searchStakeholders',
	}),
);

/** The user that an operation is about. */
export const userIdField = required(
	locator({
		displayName: 'User',
		name: 'userId',
		description: 'A user of your tenant',
		searchListMethod: 'searchUsers',
	}),
);

/** The team that an operation is about. */
export const teamIdField = required(
	locator({
		displayName: 'Team',
		name: 'teamId',
		description: 'A team of your tenant',
		searchListMethod: 'searchTeams',
	}),
);

/** The policy pack that a use case gets. */
export const policyPackField = required(
	locator({
		displayName: 'Policy Pack',
		name: 'policyPack',
		description: 'A policy pack in one of its versions',
		searchListMethod: 'searchPolicyPacks',
		byId: { displayName: 'By Key and Version', placeholder: 'e.g. EU-AI-ACT+2' },
	}),
);

/** The risk scenario that a use case gets. */
export const riskScenarioIdField = required(
	locator({
		displayName: 'Risk Scenario',
		name: 'riskScenarioId',
		description: 'A scenario that your tenant has',
		searchListMethod: 'searchRiskScenarios',
	}),
);

/** The webhook registration that an operation is about. */
export const webhookIdField = required(
	locator({
		displayName: 'Webhook',
		name: 'webhookId',
		description: 'A registration that Credo AI sends events to',
		searchListMethod: 'searchWebhooks',
	}),
);

/** A field that takes one of the tenant's risk levels; `name` is the parameter's. */
export const riskLevelLocator = (name: string): INodeProperties =>
	locator({
		displayName: 'Risk Level',
		name,
		description: 'One of the levels that your tenant has under its risk classifications',
		searchListMethod: 'searchRiskLevels',
		byId: { displayName: 'By Number', placeholder: 'e.g. 1' },
	});

/** The risk level that a use case gets. */
export const levelField = required(riskLevelLocator('level'));
