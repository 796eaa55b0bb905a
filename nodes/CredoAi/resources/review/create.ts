import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { path } from '../../api/path';
import { createResource } from '../../api/resourceRequests';
import { additionalFields } from '../collections';
import { idIn, useCaseIdField } from '../locators';
import { present, simplifyField } from '../presentation';
import { dueDate, timezone } from '../dueDate';

const additional = additionalFields([dueDate, timezone]);

/** Submits a use case for review. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a review',
	description: 'Submit a use case for review',
	properties: [useCaseIdField, simplifyField, additional.property, optionsField()],

	async execute(itemIndex) {
		const review = await createResource(
			this,
			path`/use_cases/${idIn(this, useCaseIdField, itemIndex)}/reviews`,
			{ type: 'use_case_reviews', attributes: additional.read(this, itemIndex) },
			{
				doing: 'create the review',
				parameter: useCaseIdField.displayName,
				lookUp: 'Look for it with Review > Get Many',
				itemIndex,
			},
		);
		return [present(this, itemIndex, review)];
	},
};
