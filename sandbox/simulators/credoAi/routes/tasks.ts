import type { FastifyInstance } from 'fastify';
import type { Account } from '../account/account';
import {
	filledText,
	isoDate,
	listOf,
	oneOf,
	orNull,
	readAttributes,
	text,
} from '../api/attributes';
import { list, single } from '../api/document';
import { readListQuery } from '../api/listQuery';
import { deleteTask, updateTask } from '../changes/changeTask';
import type { IdPath } from './paths';

const change = {
	status: oneOf(['todo', 'in_progress', 'done']),
	sub_status: oneOf([
		'none',
		'change_request',
		'approve',
		'reject',
		'cancel',
		'ready_for_validation',
	]),
	due_date: orNull(isoDate),
	timezone: orNull(text),
	user_ids: listOf(filledText),
	team_ids: listOf(filledText),
};

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
		updateTask(account, me, task, readAttributes(body, change, { pathId: task.id }));
		return await reply.code(204).send();
	});

	api.delete<IdPath>('/tasks/:id', async ({ params }, reply) => {
		deleteTask(account, me, tasks.get(params.id));
		return await reply.code(204).send();
	});
}
