import type { Resource } from '../../../shared/node/operations';
import type { CredoAiClient } from '../../client/client';

import { getAll } from './getAll';
import { update } from './update';

/** What a policy pack asks of a use case. */
export const control: Resource<CredoAiClient> = {
	name: 'Control',
	value: 'control',
	operations: [getAll, update],
};
