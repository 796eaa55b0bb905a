import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { path } from '../../shared/http/path';
import { simplifyField } from '../../shared/node/fields';
import { optionsField } from '../../shared/node/options';
import { omitUndefined } from '../../shared/values/omitUndefined';
import {
	adviseOnFilters,
	inOrderOfCreation,
	largestPage,
	type ResourceList,
} from '../client/paging';

import { additionalFields, filters, updateFields } from './shared/collections';
import {
	choiceField,
	dateField,
	dueDate,
	exact,
	flagField,
	idField,
	jsonField,
	plainFilter,
	textField,
	timezone,
} from './shared/fields';
import { label, minuteOf, searchIn } from './shared/lists';
import { fromItem, locator, required } from './shared/locator';
import {
	createOperation,
	getAllOperation,
	getOperation,
	updateOperation,
} from './shared/operations';
import type { Room } from './shared/room';
import { taskLocator } from './task';
import { chosenUseCase, useCaseIdField, useCaseOfReviewField } from './useCase/useCaseField';
import { teams, users } from './usersAndTeams';

const type = 'use_case_reviews';
const parameter = 'Review';

const reviewIdField = required(
	fromItem(
		locator({
			displayName: 'Review',
			name: 'reviewId',
			description: 'The Credo AI Trigger gives its ID as reviewId',
			searchListMethod: 'searchReviews',
		}),
		'reviewId',
	),
);

/** The reviews of a use case. */
const reviewList = (useCaseId: string, query: IDataObject): ResourceList => ({
	path: path`/use_cases/${useCaseId}/reviews`,
	type,
	query,
	wording: { doing: 'list the reviews', parameter: 'Use Case', advise: adviseOnFilters },
});

const statuses = [
	{ name: 'Approved', value: 'approved' },
	{ name: 'Closed', value: 'closed' },
	{ name: 'In Progress', value: 'in_progress' },
	{ name: 'Rejected', value: 'rejected' },
];

/** What a reviewer can do with a review. */
const actionTypes = [
	{ name: 'Approve', value: 'approve' },
	{ name: 'Change Request', value: 'change_request' },
	{ name: 'Close Review', value: 'close_review' },
	{
		name: 'Comment',
		value: 'comment',
		description: 'Deprecated by Credo AI; use Comment > Create',
	},
	{ name: 'Reject', value: 'reject' },
];

const actionTypeField: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	required: true,
	options: actionTypes,
	// It decides, so nothing is chosen beforehand.
	default: '',
	description: 'What to do with the review',
	builderHint: {
		propertyHint:
			'Decides about the review in the name of the API Token’s user. Set it only to what the user asked for, and let a person confirm it first.',
	},
};

const { property: commentField } = textField(
	{ displayName: 'Comment', name: 'comment', description: 'What reviewers read with the action' },
	3,
);

const moreOfAction = additionalFields([
	jsonField({
		displayName: 'Tags',
		name: 'tags',
		placeholder: 'e.g. { "controlKey": "FAIR.C1" }',
	}),
	idField(taskLocator),
]);

const addAction = createOperation({
	name: 'Add Action',
	value: 'addAction',
	action: 'Add an action to a review',
	description: 'Approve, reject or close a review, or request a change',
	properties: [
		useCaseOfReviewField,
		reviewIdField,
		actionTypeField,
		commentField,
		simplifyField,
		moreOfAction.property,
		optionsField(),
	],
	creates: 'review actions',
	type: 'use_case_review_actions',
	doing: 'add the review action',
	parameter,
	advice: {
		422: 'The review may be closed: see Review > Get. If it is not, check “Type”, and “Task” under “Additional Fields”.',
	},
	lookUp: 'Look for it with Review > Get Actions',
	request: (item) => ({
		path: path`/use_case_reviews/${item.id(reviewIdField)}/actions`,
		attributes: {
			...omitUndefined({
				type: item.text(actionTypeField),
				comment: item.optionalText(commentField),
			}),
			...moreOfAction.read(item),
		},
	}),
});

const reviewers = additionalFields([teams, users], {
	name: 'reviewers',
	displayName: 'Reviewers',
	placeholder: 'Add Reviewers',
});

const assignReviewers = createOperation({
	name: 'Assign Reviewers',
	value: 'assignReviewers',
	action: 'Assign reviewers to a review',
	description: 'Assign users and teams to a review; a new review has no reviewers',
	properties: [
		useCaseOfReviewField,
		reviewIdField,
		reviewers.property,
		simplifyField,
		optionsField(),
	],
	creates: 'tasks',
	type: 'tasks',
	doing: 'assign the reviewers',
	parameter,
	advice: {
		422: 'The review may be closed: see Review > Get. If it is not, check “Users” and “Teams”: all of them must exist.',
	},
	lookUp: 'Look for the task with Task > Get Many',
	request(item) {
		const reviewId = item.id(reviewIdField);
		const attributes = reviewers.read(item);
		if (Object.keys(attributes).length === 0) {
			throw item.refuse('There is nobody to assign', 'Add users or teams under “Reviewers”.');
		}
		return { path: path`/use_case_reviews/${reviewId}/tasks`, attributes };
	},
});

const moreOfReview = additionalFields([dueDate, timezone]);

const create = createOperation({
	action: 'Create a review',
	description: 'Submit a use case for review',
	properties: [useCaseIdField, simplifyField, moreOfReview.property, optionsField()],
	creates: 'reviews',
	type,
	doing: 'create the review',
	parameter: 'Use Case',
	advice: {
		422: 'The use case may be in review already: see Review > Get Many. If it is not, check “Additional Fields”.',
	},
	lookUp: 'Look for it with Review > Get Many',
	request: (item) => ({
		path: path`/use_cases/${item.id(useCaseIdField)}/reviews`,
		attributes: moreOfReview.read(item),
	}),
});

const get = getOperation({
	action: 'Get a review',
	description: 'Get the status and the dates of a review',
	before: [useCaseOfReviewField],
	id: reviewIdField,
	type,
	doing: 'read the review',
	path: (id) => path`/use_case_reviews/${id}`,
});

const getActions = getAllOperation({
	name: 'Get Actions',
	value: 'getActions',
	action: 'Get the actions of a review',
	description: 'Get what reviewers did: approvals, rejections, change requests and comments',
	before: [useCaseOfReviewField, reviewIdField],
	filters: filters([
		exact(
			plainFilter(
				flagField({
					displayName: 'Resolved',
					name: 'resolved',
					description: 'Whether the actions are resolved',
				}),
			),
		),
		exact(plainFilter(choiceField({ displayName: 'Type', name: 'type' }, actionTypes))),
	]),
	order: 'inserted_at',
	list: (item, query) => ({
		path: path`/use_case_reviews/${item.id(reviewIdField)}/actions`,
		type: 'use_case_review_actions',
		query,
		largestPage,
		wording: { doing: 'list the review actions', parameter, advise: adviseOnFilters },
	}),
});

const getAll = getAllOperation({
	action: 'Get many reviews',
	description: 'Get the reviews of a use case',
	before: [useCaseIdField],
	filters: filters([
		exact(plainFilter(choiceField({ displayName: 'Status', name: 'status' }, statuses))),
	]),
	order: 'inserted_at',
	list: (item, query) => reviewList(item.id(useCaseIdField), query),
});

const changes = updateFields([
	dueDate,
	dateField({ displayName: 'Review Date', name: 'reviewDate' }),
	choiceField({ displayName: 'Status', name: 'status' }, statuses),
	timezone,
]);

// The interface of 2026 has it, the one of 2025 had not; a tenant may run either.
const rejectByAction =
	'This Credo AI may not take “Rejected” as a new status, which its interface of 2025 did not know: reject the review with Review > Add Action instead.';

const checkFields =
	'Check “Update Fields”: the review may be closed, and values must be ones Credo AI knows.';

/** Credo AI confirms without showing the review. */
const update = updateOperation({
	action: 'Update a review',
	description: 'Change the status or the dates of a review',
	properties: [useCaseOfReviewField, reviewIdField, changes.property, optionsField()],
	type,
	doing: 'update the review',
	parameter,
	request({ item }) {
		const id = item.id(reviewIdField);
		const attributes = changes.read(item);
		const advice = attributes.status === 'rejected' ? rejectByAction : checkFields;
		return {
			path: path`/use_case_reviews/${id}`,
			id,
			attributes,
			confirmed: { id },
			advice: { 400: advice, 422: advice },
		};
	},
});

/** A review of a use case by people. */
export const review: Room = {
	name: 'Review',
	value: 'review',
	operations: [addAction, assignReviewers, create, get, getActions, getAll, update],
	kinds: {
		[type]: {
			mainFields: [
				'id',
				'status',
				'useCaseId',
				'workflowStepType',
				'dueDate',
				'timezone',
				'reviewDate',
				'userId',
				'insertedAt',
				'updatedAt',
			],
		},
	},
	listSearch: {
		searchReviews: searchIn(
			(context) => reviewList(chosenUseCase(context), inOrderOfCreation),
			({ id, attributes: { status, inserted_at } }) => [
				{ name: label(status, minuteOf(inserted_at), id), value: id },
			],
		),
	},
};
