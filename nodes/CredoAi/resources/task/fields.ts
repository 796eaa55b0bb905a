/** The states of a task. */
export const taskStatuses = [
	{ name: 'Done', value: 'done' },
	{ name: 'In Progress', value: 'in_progress' },
	{ name: 'To Do', value: 'todo' },
];

/** What more is known of a task's state. */
export const taskSubStatuses = [
	{ name: 'Approved', value: 'approve' },
	{ name: 'Cancelled', value: 'cancel' },
	{ name: 'Change Request', value: 'change_request' },
	{ name: 'None', value: 'none' },
	{ name: 'Ready for Validation', value: 'ready_for_validation' },
	{ name: 'Rejected', value: 'reject' },
];
