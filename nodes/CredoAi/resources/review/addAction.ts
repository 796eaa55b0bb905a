import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import type { CredoAiClient } from '../../client/client';
import { idField, jsonField } from '../collectionFields';
import { additionalFields } from '../collections';
import { reviewIdField, taskLocator, useCaseOfReviewField } from '../locators';
import { present, simplifyField } from '../presentation';

import { actionTypes } from './fields';
import { addReviewAction } from './requests';

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
export const addAction: Operation<CredoAiClient> = {
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
	creates: { name: 'review actions', id: 'id' },

	async prepare({ item, client }) {
		const reviewId = item.id(reviewIdField);
		const attributes = {
			...omitUndefined({ type: item.text(typeField), comment: item.optionalText(commentField) }),
			...additional.read(item),
		};
		return async () => present(item, await addReviewAction(client, reviewId, attributes));
	},
};
