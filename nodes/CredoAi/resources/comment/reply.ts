import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredoAiClient } from '../../client/client';
import { threadIdField, useCaseIdField } from '../locators';
import { present, simplifyField } from '../presentation';

import { contentField } from './fields';
import { addReply } from './requests';

/** Adds a comment to a thread. */
export const reply: Operation<CredoAiClient> = {
	name: 'Reply',
	value: 'reply',
	action: 'Reply to a comment',
	description: 'Add a comment to a thread of a use case',
	properties: [useCaseIdField, threadIdField, contentField, simplifyField, optionsField()],
	creates: { name: 'comments', id: 'id' },

	async prepare({ item, client }) {
		const useCaseId = item.id(useCaseIdField);
		const threadId = item.id(threadIdField);
		const content = item.text(contentField);
		return async () => present(item, await addReply(client, useCaseId, threadId, content));
	},
};
