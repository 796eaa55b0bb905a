import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import type { CredoAiClient } from '../../client/client';
import { onStatus } from '../../client/errors';
import type { JsonApiResource } from '../../client/jsonApi';
import { adviseOnFilters, type ResourceList } from '../../client/paging';
import { changeResource, getResource } from '../../client/resourceRequests';

const parameter = 'Task';

/** The tasks of the account. */
export const taskList = (query: IDataObject): ResourceList => ({
	path: '/tasks',
	query,
	wording: { doing: 'list the tasks', advise: adviseOnFilters },
});

/** The tasks of the user whose API Token it is. */
export const myTaskList = (query: IDataObject): ResourceList => ({
	...taskList(query),
	path: '/me/tasks',
});

/** Reads a task. Throws a NodeApiError. */
export async function getTask(client: CredoAiClient, id: string): Promise<JsonApiResource> {
	return await getResource(client, path`/tasks/${id}`, { doing: 'read the task', parameter });
}

/** Changes a task. Throws a NodeApiError. */
export async function changeTask(
	client: CredoAiClient,
	id: string,
	attributes: IDataObject,
): Promise<JsonApiResource | undefined> {
	const wording = {
		doing: 'update the task',
		parameter,
		advise: onStatus({
			422: 'Check “Update Fields”: users and teams must exist, and statuses must be ones Credo AI knows.',
		}),
	};
	return await changeResource(
		client,
		path`/tasks/${id}`,
		{ type: 'tasks', id, attributes },
		wording,
	);
}
