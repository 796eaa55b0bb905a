import { z } from 'zod';

import { filledText, isoDate, record, text } from './fields';

const plan = z.strictObject({ due_date: isoDate.nullable(), timezone: text.nullable() });

/** `POST /use_cases/{id}/reviews` */
export const newReview = plan.partial();

/** `PATCH /use_case_reviews/{id}` */
export const reviewChanges = plan
	.extend({
		status: z.enum(['in_progress', 'closed', 'approved', 'rejected']),
		review_date: isoDate.nullable(),
	})
	.partial();

/** `POST /use_case_reviews/{id}/tasks` */
export const newAssignment = z
	.strictObject({ user_ids: z.array(filledText), team_ids: z.array(filledText) })
	.partial();

export const actionTypes = [
	'change_request',
	'approve',
	'reject',
	'close_review',
	'comment',
] as const;

/** `POST /use_case_reviews/{id}/actions` */
export const newAction = z
	.strictObject({
		type: z.enum(actionTypes),
		comment: text.nullable(),
		task_id: filledText.nullable(),
		tags: record,
	})
	.partial()
	.required({ type: true });
