import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredoAiClient } from '../../client/client';
import { threadIdField, useCaseIdField } from '../locators';
import { presentChange, simplifyField } from '../presentation';

import { resolveCommentThread } from './requests';

/** Marks a comment thread as resolved. */
export const resolve: Operation<CredoAiClient> = {
	name: 'Resolve',
	value: 'resolve',
	action: 'Resolve a comment thread',
	description: 'Mark a comment thread of a use case as resolved',
	properties: [useCaseIdField, threadIdField, simplifyField, optionsField()],

	async execute({ item, client }) {
		const id = item.id(threadIdField);
		const thread = await resolveCommentThread(client, item.id(useCaseIdField), id);
		return presentChange(item, thread, { id, status: 'resolved' });
	},
};
