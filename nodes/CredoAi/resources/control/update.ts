import { updateFields } from '../collections';
import { dueDate, timezone } from '../dueDate';
import { controlIdField, useCaseIdField } from '../locators';
import { teams, users } from '../people';
import { updateOperation } from '../plainOperations';
import { simplifyField } from '../presentation';

import { changeControl } from './requests';

/** Changes until when a control is to be done, and by whom. */
export const update = updateOperation({
	action: 'Update a control',
	description: 'Change the due date or the people of a control',
	before: [useCaseIdField],
	id: controlIdField,
	between: [simplifyField],
	changes: updateFields([dueDate, teams, timezone, users]),
	change: async (client, id, attributes, item) =>
		await changeControl(client, item.id(useCaseIdField), id, attributes),
});
