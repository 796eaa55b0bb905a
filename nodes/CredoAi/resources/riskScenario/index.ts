import type { Resource } from '../../../shared/node/operations';
import type { CredoAiClient } from '../../client/client';

import { add } from './add';
import { getAll } from './getAll';

/** What may go wrong with a use case. */
export const riskScenario: Resource<CredoAiClient> = {
	name: 'Risk Scenario',
	value: 'riskScenario',
	operations: [add, getAll],
};
