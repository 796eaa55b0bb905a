import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredoAiClient } from '../../client/client';
import { additionalFields } from '../collections';
import { dueDate, timezone } from '../dueDate';
import { useCaseIdField } from '../locators';
import { present, simplifyField } from '../presentation';

import { createReview } from './requests';

const additional = additionalFields([dueDate, timezone]);

/** Submits a use case for review. */
export const create: Operation<CredoAiClient> = {
	name: 'Create',
	value: 'create',
	action: 'Create a review',
	description: 'Submit a use case for review',
	properties: [useCaseIdField, simplifyField, additional.property, optionsField()],
	creates: { name: 'reviews', id: 'id' },

	async prepare({ item, client }) {
		const useCaseId = item.id(useCaseIdField);
		const attributes = additional.read(item);
		return async () => present(item, await createReview(client, useCaseId, attributes));
	},
};
