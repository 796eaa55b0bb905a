import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import type { CredoAiClient } from '../../client/client';
import { onStatus } from '../../client/errors';
import type { JsonApiResource } from '../../client/jsonApi';
import { adviseOnFilters, type ResourceList } from '../../client/paging';
import { createResource } from '../../client/resourceRequests';

/** The policy packs that use cases can get; no pages and no order are documented. */
export const policyPackList = (query: IDataObject): ResourceList => ({
	path: '/policy_packs',
	query,
	wording: { doing: 'list the policy packs', advise: adviseOnFilters },
});

/** Gives a policy pack with its controls to a use case, once. Throws a NodeApiError. */
export async function addPolicyPack(
	client: CredoAiClient,
	useCaseId: string,
	attributes: { key: string; version: number },
): Promise<JsonApiResource> {
	return await createResource(
		client,
		path`/use_cases/${useCaseId}/policy_packs`,
		{ type: 'use_case_policy_packs', attributes },
		{
			doing: 'add the policy pack',
			parameter: 'Policy Pack',
			advise: onStatus({
				422: 'Check “Policy Pack”: it must exist in this version, and the use case may have it already; see Use Case > Get.',
			}),
			lookUp: 'Look for it with Use Case > Get, with “Policy Packs” under “Include”',
		},
	);
}
