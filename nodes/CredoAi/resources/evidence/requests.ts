import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import type { CredoAiClient } from '../../client/client';
import { onStatus } from '../../client/errors';
import type { JsonApiResource } from '../../client/jsonApi';
import { adviseOnFilters, type ResourceList } from '../../client/paging';
import { createResource } from '../../client/resourceRequests';

const lookUp = 'Look for it in Credo AI, on the control';

/** Where evidence is handed in. */
export interface ControlOfUseCase {
	useCaseId: string;
	controlId: string;
}

/** The evidence of a use case; no pages are documented. Files are not in it. */
export const evidenceList = (useCaseId: string, query: IDataObject): ResourceList => ({
	path: path`/use_cases/${useCaseId}/evidences`,
	query,
	wording: { doing: 'list the evidence', parameter: 'Use Case', advise: adviseOnFilters },
});

/** Hands in a value as evidence for a control, once. Throws a NodeApiError. */
export async function addValueAsEvidence(
	client: CredoAiClient,
	{ useCaseId, controlId }: ControlOfUseCase,
	attributes: IDataObject,
): Promise<JsonApiResource> {
	return await createResource(
		client,
		path`/use_cases/${useCaseId}/controls/${controlId}/evidences`,
		{ type: 'evidences', attributes },
		{
			doing: 'add the evidence',
			parameter: 'Control',
			advise: onStatus({
				422: 'Check “Value”, and “Requirement Key” under “Additional Fields”: it must be one of the control’s.',
			}),
			lookUp,
		},
	);
}

/** Hands in a file as evidence for a control, once. Throws a NodeApiError. */
export async function addFileAsEvidence(
	client: CredoAiClient,
	{ useCaseId, controlId }: ControlOfUseCase,
	attributes: IDataObject,
): Promise<JsonApiResource> {
	return await createResource(
		client,
		path`/use_cases/${useCaseId}/controls/${controlId}/files`,
		{ type: 'use_case_control_files', attributes },
		{
			doing: 'add the file',
			parameter: 'Control',
			advise: onStatus({
				413: 'Credo AI takes no file of this size.',
				422: 'Credo AI may not take files of this type; also check “Requirement Key” under “Additional Fields”.',
			}),
			lookUp,
		},
	);
}
