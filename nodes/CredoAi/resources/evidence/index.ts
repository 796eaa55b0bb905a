import type { Resource } from '../../../shared/node/operations';
import type { CredoAiClient } from '../../client/client';

import { create } from './create';
import { getAll } from './getAll';

/** What shows that a control is met. */
export const evidence: Resource<CredoAiClient> = {
	name: 'Evidence',
	value: 'evidence',
	operations: [create, getAll],
};
