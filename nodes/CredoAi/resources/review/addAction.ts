import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { asIdentifier } from '../../../shared/unknownInput';
import { path } from '../../api/path';
import { createResource } from '../../api/resourceRequests';
import { idField, jsonField } from '../collectionFields';
import { additionalFields } from '../collections';
import { idIn, reviewIdField, taskLocator, useCaseOfReviewField } from '../locators';
import { present, simplifyField } from '../presentation';
import { textIn } from '../texts';
import { actionTypes } from './actionTypes';

const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	required: true,
	options: actionTypes,
	default: 'approve',
	description: 'What to do with the review',
};

const commentField: INodeProperties = {
	displayName: 'Comment',
	name: 'comment',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	description: 'What reviewers read beside the action',
};

const additional = additionalFields([
	jsonField({
		displayName: 'Tags',
		name: 'tags',
		placeholder: 'e.g. { "controlKey": "FAIR.C1" }',
	}),
	idField(taskLocator),
]);

/** Does with a review what a reviewer's click does. */
export const addAction: Operation = {
	name: 'Add Action',
	value: 'addAction',
	action: 'Add action to a review',
	description: 'Approve, reject or close a review, or request a change',
	properties: [
		useCaseOfReviewField,
		reviewIdField,
		typeField,
		commentField,
		simplifyField,
		additional.property,
		optionsField(),
	],

	async execute(itemIndex) {
		const comment = asIdentifier(this.getNodeParameter(commentField.name, itemIndex, ''));
		const attributes = {
			type: textIn(this, typeField, itemIndex),
			...(comment !== undefined && { comment }),
			...additional.read(this, itemIndex),
		};
		const action = await createResource(
			this,
			path`/use_case_reviews/${idIn(this, reviewIdField, itemIndex)}/actions`,
			{ type: 'use_case_review_actions', attributes },
			{
				doing: 'add the review action',
				parameter: reviewIdField.displayName,
				lookUp: 'Look for it with Review > Get Actions',
				itemIndex,
			},
		);
		return [present(this, itemIndex, action)];
	},
};
