import type { IDataObject } from 'n8n-workflow';

import { path } from '../../shared/http/path';

import type { CredoAiClient } from './client';
import type { JsonApiResource } from './jsonApi';
import type { ResourceList } from './paging';
import { changeResource } from './resourceRequests';

const doing = 'list the custom fields';

/** The custom fields that the tenant has defined. */
export const customFieldList: ResourceList = { path: '/custom_fields', wording: { doing } };

/** The custom fields that a use case has values for. */
export const customFieldValueList = (useCaseId: string): ResourceList => ({
	path: path`/use_cases/${useCaseId}/custom_fields`,
	wording: { doing, parameter: 'Use Case' },
});

/** Sets one custom field of a use case. Throws a NodeApiError. */
export async function setCustomField(
	client: CredoAiClient,
	useCaseId: string,
	attributes: IDataObject,
): Promise<JsonApiResource | undefined> {
	return await changeResource(
		client,
		path`/use_cases/${useCaseId}/custom_fields`,
		{ type: 'use_case_custom_fields', attributes },
		{ doing: 'set the custom field', parameter: 'Value' },
	);
}
