import { z } from 'zod';

import type { Task } from '../account/entries';
import { filledText, isoDate, text } from '../body';
import { type Call, type Endpoint, lists, gets, changes, removes } from '../endpoint';
import { fits } from '../listQuery';

import { deleteTask, updateTask } from './changes';

const subStatuses = [
	'none',
	'change_request',
	'approve',
	'reject',
	'cancel',
	'ready_for_validation',
] as const;

/** `PATCH /tasks/{id}` */
const taskChanges = z
	.strictObject({
		status: z.enum(['todo', 'in_progress', 'done']),
		sub_status: z.enum(subStatuses),
		due_date: isoDate.nullable(),
		timezone: text.nullable(),
		user_ids: z.array(filledText),
		team_ids: z.array(filledText),
	})
	.partial();

const taskOf = ({ account, id }: Call): Task => account.tasks.get(id());

/** The tasks that reviews give to their reviewers: everybody's, or the user's own. */
export const taskEndpoints: readonly Endpoint[] = [
	lists('/tasks', { filters: ['status'] }, ({ account }, asked) =>
		account.tasks.where(({ status }) => fits(asked, { status })),
	),
	lists('/me/tasks', { filters: ['status'] }, ({ account, user }, asked) =>
		account.tasks.where(({ status, user_ids }) => {
			return user_ids.includes(user.id) && fits(asked, { status });
		}),
	),
	gets('/tasks/:id', taskOf),
	changes('/tasks/:id', taskOf, taskChanges, updateTask, { status: 204 }),
	removes('/tasks/:id', taskOf, deleteTask),
];
