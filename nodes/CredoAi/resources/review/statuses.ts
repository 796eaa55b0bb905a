/** The states of a review. */
export const reviewStatuses = [
	{ name: 'Approved', value: 'approved' },
	{ name: 'Closed', value: 'closed' },
	{ name: 'In Progress', value: 'in_progress' },
	{ name: 'Rejected', value: 'rejected' },
];
