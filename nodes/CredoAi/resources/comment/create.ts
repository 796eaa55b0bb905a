import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredoAiClient } from '../../client/client';
import { choiceField, textField } from '../collectionFields';
import { additionalFields } from '../collections';
import { useCaseIdField } from '../locators';
import { present, simplifyField } from '../presentation';

import { contentField, threadSubjects } from './fields';
import { createCommentThread } from './requests';

const additional = additionalFields([
	textField({
		displayName: 'Parent Control ID',
		name: 'parentEntityControlId',
		description: 'The control that the subject belongs to',
	}),
	textField({
		displayName: 'Parent Questionnaire Section ID',
		name: 'parentQSectionId',
		description: 'The section that the question belongs to',
	}),
	textField({
		displayName: 'Parent Review ID',
		name: 'parentUseCaseReviewId',
		description: 'The review that the review action belongs to',
	}),
	textField({
		displayName: 'Subject ID',
		name: 'resourceId',
		description: 'The ID of what the thread is about',
	}),
	choiceField(
		{
			displayName: 'Subject Type',
			name: 'resourceType',
			description: 'What on the use case the thread is about',
		},
		threadSubjects,
	),
]);

/** Opens a comment thread on a use case. */
export const create: Operation<CredoAiClient> = {
	name: 'Create',
	value: 'create',
	action: 'Create a comment',
	description: 'Open a comment thread on a use case',
	properties: [useCaseIdField, contentField, simplifyField, additional.property, optionsField()],
	creates: { name: 'comment threads', id: 'id' },

	async prepare({ item, client }) {
		const useCaseId = item.id(useCaseIdField);
		const attributes = { content: item.text(contentField), ...additional.read(item) };
		return async () => present(item, await createCommentThread(client, useCaseId, attributes));
	},
};
