import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { path } from '../../api/path';
import { createResource } from '../../api/resourceRequests';
import { idIn, threadIdField, useCaseIdField } from '../locators';
import { present, simplifyField } from '../presentation';
import { textIn } from '../texts';
import { contentField } from './fields';

/** Adds a comment to a thread. */
export const reply: Operation = {
	name: 'Reply',
	value: 'reply',
	action: 'Reply to a comment',
	description: 'Add a comment to a thread of a use case',
	properties: [useCaseIdField, threadIdField, contentField, simplifyField, optionsField()],

	async execute(itemIndex) {
		const useCaseId = idIn(this, useCaseIdField, itemIndex);
		const threadId = idIn(this, threadIdField, itemIndex);
		const comment = await createResource(
			this,
			path`/use_cases/${useCaseId}/comment_threads/${threadId}/comments`,
			{ type: 'comments', attributes: { content: textIn(this, contentField, itemIndex) } },
			{
				doing: 'add the reply',
				parameter: threadIdField.displayName,
				lookUp: 'Look for it with Comment > Get Many',
				itemIndex,
			},
		);
		return [present(this, itemIndex, comment)];
	},
};
