import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { path } from '../../api/path';
import { createResource } from '../../api/resourceRequests';
import { choiceField, textField } from '../collectionFields';
import { additionalFields } from '../collections';
import { idIn, useCaseIdField } from '../locators';
import { present, simplifyField } from '../presentation';
import { textIn } from '../texts';
import { contentField, threadSubjects } from './fields';

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
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a comment',
	description: 'Open a comment thread on a use case',
	properties: [useCaseIdField, contentField, simplifyField, additional.property, optionsField()],

	async execute(itemIndex) {
		const attributes = {
			content: textIn(this, contentField, itemIndex),
			...additional.read(this, itemIndex),
		};
		const thread = await createResource(
			this,
			path`/use_cases/${idIn(this, useCaseIdField, itemIndex)}/comment_threads`,
			{ type: 'comment_threads', attributes },
			{
				doing: 'create the comment',
				parameter: useCaseIdField.displayName,
				lookUp: 'Look for it with Comment > Get Many',
				itemIndex,
			},
		);
		return [present(this, itemIndex, thread)];
	},
};
