import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import type { CredoAiClient } from '../../client/client';
import { onStatus } from '../../client/errors';
import type { JsonApiResource } from '../../client/jsonApi';
import type { ResourceList } from '../../client/paging';
import { createResource, deleteResource } from '../../client/resourceRequests';

/** The stakeholders of a use case, each with its user or team; no pages are documented. */
export const stakeholderList = (useCaseId: string): ResourceList => ({
	path: path`/use_cases/${useCaseId}/stakeholders`,
	query: { include: 'user,team' },
	wording: { doing: 'list the stakeholders', parameter: 'Use Case' },
});

/** Makes a user or a team a stakeholder of a use case, once. Throws a NodeApiError. */
export async function addStakeholder(
	client: CredoAiClient,
	useCaseId: string,
	attributes: IDataObject,
): Promise<JsonApiResource> {
	const advice =
		'Check “Role”, and the user or team: it must exist, and may be a stakeholder already; see Stakeholder > Get Many.';
	return await createResource(
		client,
		path`/use_cases/${useCaseId}/stakeholders`,
		{ type: 'use_case_stakeholders', attributes },
		{
			doing: 'add the stakeholder',
			parameter: 'Use Case',
			advise: onStatus({ 400: advice, 422: advice }),
			lookUp: 'Look for it with Stakeholder > Get Many',
		},
	);
}

/** Takes a stakeholder from a use case. Throws a NodeApiError. */
export async function removeStakeholder(
	client: CredoAiClient,
	useCaseId: string,
	id: string,
): Promise<void> {
	const wording = { doing: 'remove the stakeholder', parameter: 'Stakeholder' };
	await deleteResource(client, path`/use_cases/${useCaseId}/stakeholders/${id}`, wording);
}
