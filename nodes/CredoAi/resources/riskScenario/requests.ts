import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import type { CredoAiClient } from '../../client/client';
import { onStatus } from '../../client/errors';
import type { JsonApiResource } from '../../client/jsonApi';
import { adviseOnFilters, largestPage, type ResourceList } from '../../client/paging';
import { createResource } from '../../client/resourceRequests';

/** The risk scenarios that use cases can get. */
export const riskScenarioList = (query: IDataObject): ResourceList => ({
	path: '/risk_scenarios',
	query,
	largestPage,
	wording: { doing: 'list the risk scenarios', advise: adviseOnFilters },
});

/** Gives a risk scenario to a use case, once: one that there is, or a new one. Throws a NodeApiError. */
export async function addRiskScenario(
	client: CredoAiClient,
	useCaseId: string,
	attributes: IDataObject,
): Promise<JsonApiResource> {
	const advice =
		'Check the scenario: it must exist, and the use case may have it already; a new one needs a name and risk types, and its impact and likelihood are numbers from 1 to 5.';
	return await createResource(
		client,
		path`/use_cases/${useCaseId}/risk_scenarios`,
		{ type: 'use_case_risk_scenarios', attributes },
		{
			doing: 'add the risk scenario',
			parameter: 'Use Case',
			advise: onStatus({ 400: advice, 422: advice }),
			lookUp: 'Look for it with Use Case > Get, with “Risk Scenarios” under “Include”',
		},
	);
}
