import type { FastifyInstance } from 'fastify';

import type { Account } from '../account/account';
import { list, single } from '../answers/document';
import { deleteTask, updateTask } from '../changes/task';
import { readListQuery } from '../requests/listQuery';
import { readAttributes } from '../requests/read';
import { taskChanges } from '../requests/tasks';

import type { IdPath } from './paths';

/** The tasks that reviews give to their reviewers. */
export function taskRoutes(api: FastifyInstance, account: Account): void {
	const { tasks, me } = account;

	for (const [path, isListed] of [
		['/tasks', () => true],
		['/me/tasks', (userIds: readonly string[]) => userIds.includes(me.id)],
	] as const) {
		api.get(path, async ({ query }) => {
			const { filters } = readListQuery(query, { filters: ['status'] });
			const statuses = filters.get('status');
			return list(
				tasks.where(({ status, user_ids }) => {
					return isListed(user_ids) && (statuses?.includes(status) ?? true);
				}),
			);
		});
	}

	api.get<IdPath>('/tasks/:id', async ({ params }) => single(tasks.get(params.id)));

	api.patch<IdPath>('/tasks/:id', async ({ params, body }, reply) => {
		const task = tasks.get(params.id);
		updateTask(account, me, task, readAttributes(taskChanges, body, task.id));
		return await reply.code(204).send();
	});

	api.delete<IdPath>('/tasks/:id', async ({ params }, reply) => {
		deleteTask(account, me, tasks.get(params.id));
		return await reply.code(204).send();
	});
}
