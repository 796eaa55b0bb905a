import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import type { CredoAiClient } from '../../client/client';
import { onStatus } from '../../client/errors';
import type { JsonApiResource } from '../../client/jsonApi';
import type { ResourceList } from '../../client/paging';
import { changeResource } from '../../client/resourceRequests';

/** The controls of a use case; no pages and no order are documented. */
export const controlList = (useCaseId: string): ResourceList => ({
	path: path`/use_cases/${useCaseId}/controls`,
	wording: { doing: 'list the controls', parameter: 'Use Case' },
});

/** Changes a control of a use case. Throws a NodeApiError. */
export async function changeControl(
	client: CredoAiClient,
	useCaseId: string,
	id: string,
	attributes: IDataObject,
): Promise<JsonApiResource | undefined> {
	const wording = {
		doing: 'update the control',
		parameter: 'Control',
		advise: onStatus({
			422: 'Check “Update Fields”: users and teams must exist, and values must be ones Credo AI knows.',
		}),
	};
	const content = { type: 'use_case_controls', id, attributes };
	return await changeResource(
		client,
		path`/use_cases/${useCaseId}/controls/${id}`,
		content,
		wording,
	);
}
