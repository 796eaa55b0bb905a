import type { IDataObject } from 'n8n-workflow';

import { path } from '../../shared/http/path';

import type { CredoAiClient } from './client';
import type { JsonApiResource } from './jsonApi';
import type { ResourceList } from './paging';
import { changeResource, getResource } from './resourceRequests';

const parameter = 'Task';

/** The tasks of the account. */
export const taskList = (query: IDataObject): ResourceList => ({
	path: '/tasks',
	query,
	wording: { doing: 'list the tasks' },
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
	const wording = { doing: 'update the task', parameter };
	return await changeResource(
		client,
		path`/tasks/${id}`,
		{ type: 'tasks', id, attributes },
		wording,
	);
}
