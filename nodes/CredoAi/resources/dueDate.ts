import { dateField, textField } from './collectionFields';

/** The date until which a review or a task is to be done. */
export const dueDate = dateField({ displayName: 'Due Date', name: 'dueDate' });

/** The time zone in which people see that date. */
export const timezone = textField({
	displayName: 'Timezone',
	name: 'timezone',
	placeholder: 'e.g. Europe/London',
	description: 'The time zone of the due date',
});
