/** The states of a review. */
export const reviewStatuses = [
	{ name: 'Approved', value: 'approved' },
	{ name: 'Closed', value: 'closed' },
	{ name: 'In Progress', value: 'in_progress' },
	{ name: 'Rejected', value: 'rejected' },
];

/** What a reviewer can do with a review. */
export const actionTypes = [
	{ name: 'Approve', value: 'approve' },
	{ name: 'Change Request', value: 'change_request' },
	{ name: 'Close Review', value: 'close_review' },
	{
		name: 'Comment',
		value: 'comment',
		description: 'Deprecated by Credo AI, which has comment threads for it: see Comment > Create',
	},
	{ name: 'Reject', value: 'reject' },
];
