import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import type { CredoAiClient } from '../../client/client';
import { onStatus } from '../../client/errors';
import type { JsonApiResource } from '../../client/jsonApi';
import { adviseOnFilters, largestPage, type ResourceList } from '../../client/paging';
import {
	changeResource,
	createResource,
	deleteResource,
	getResource,
} from '../../client/resourceRequests';

const type = 'use_cases';
const parameter = 'Use Case';

/** The use cases of the account. */
export const useCaseList = (query: IDataObject): ResourceList => ({
	path: '/use_cases',
	query,
	largestPage,
	wording: { doing: 'list the use cases', advise: adviseOnFilters },
});

/** Reads a use case; `query` names what comes along. Throws a NodeApiError. */
export async function getUseCase(
	client: CredoAiClient,
	id: string,
	query: IDataObject,
): Promise<JsonApiResource> {
	const wording = { doing: 'read the use case', parameter };
	return await getResource(client, path`/use_cases/${id}`, wording, query);
}

/** Creates a use case, once. Throws a NodeApiError. */
export async function createUseCase(
	client: CredoAiClient,
	attributes: IDataObject,
): Promise<JsonApiResource> {
	return await createResource(
		client,
		'/use_cases',
		{ type, attributes },
		{
			doing: 'create the use case',
			parameter: 'Name',
			advise: onStatus({
				422: 'Check “Name”: names must be unique, and values must be ones Credo AI knows.',
			}),
			lookUp: 'Look for its name with Use Case > Get Many',
		},
	);
}

/** Changes what a use case says about itself. Throws a NodeApiError. */
export async function changeUseCase(
	client: CredoAiClient,
	id: string,
	attributes: IDataObject,
): Promise<JsonApiResource | undefined> {
	const wording = {
		doing: 'update the use case',
		parameter,
		advise: onStatus({
			422: 'Check “Update Fields”: names must be unique, and values must be ones Credo AI knows.',
		}),
	};
	return await changeResource(client, path`/use_cases/${id}`, { type, id, attributes }, wording);
}

/** Moves a use case to another stage of the workflow. Throws a NodeApiError. */
export async function moveUseCaseToStage(
	client: CredoAiClient,
	id: string,
	stageId: string,
): Promise<JsonApiResource | undefined> {
	return await changeResource(
		client,
		path`/use_cases/${id}/workflow_stage`,
		{ type, attributes: { workflow_stage_id: stageId } },
		{
			doing: 'move the use case',
			parameter: 'Workflow Stage',
			advise: onStatus({
				422: 'Check “Workflow Stage”: it must be a stage of your tenant’s workflow, and one that the use case may move to from where it is; see Use Case > Get.',
			}),
		},
	);
}

/** Moves a use case to another step of its workflow stage. Throws a NodeApiError. */
export async function moveUseCaseToStep(
	client: CredoAiClient,
	id: string,
	step: string,
): Promise<JsonApiResource | undefined> {
	return await changeResource(
		client,
		path`/use_cases/${id}/step`,
		{ type, attributes: { workflow_stage_step: step } },
		{
			doing: 'move the use case',
			parameter: 'Step',
			advise: onStatus({
				422: 'Check “Step”: a use case may not move to every step from where it is; see Use Case > Get.',
			}),
		},
	);
}

/** Says how risky a use case is. Throws a NodeApiError. */
export async function setRiskClassificationOf(
	client: CredoAiClient,
	id: string,
	level: number,
): Promise<JsonApiResource | undefined> {
	return await changeResource(
		client,
		path`/use_cases/${id}/risk_classification`,
		{ type, attributes: { risk_classification_level: level } },
		{
			doing: 'set the risk classification',
			parameter: 'Risk Level',
			advise: onStatus({ 422: 'Check “Risk Level”: it must be one that your tenant has.' }),
		},
	);
}

/** Takes a use case out of the account. Throws a NodeApiError. */
export async function deleteUseCase(client: CredoAiClient, id: string): Promise<void> {
	await deleteResource(client, path`/use_cases/${id}`, {
		doing: 'delete the use case',
		parameter,
		// Credo AI: “Only the owner of the use case can perform this action”.
		advise: onStatus({
			403: 'Only its owner may delete a use case: use an API Token of the owner, or have the owner delete it in Credo AI.',
		}),
	});
}
