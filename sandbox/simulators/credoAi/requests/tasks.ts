import { z } from 'zod';

import { filledText, isoDate, text } from './fields';

const subStatuses = [
	'none',
	'change_request',
	'approve',
	'reject',
	'cancel',
	'ready_for_validation',
] as const;

/** `PATCH /tasks/{id}` */
export const taskChanges = z
	.strictObject({
		status: z.enum(['todo', 'in_progress', 'done']),
		sub_status: z.enum(subStatuses),
		due_date: isoDate.nullable(),
		timezone: text.nullable(),
		user_ids: z.array(filledText),
		team_ids: z.array(filledText),
	})
	.partial();
