import type { Resource } from '../../../shared/node/operations';
import type { CredoAiClient } from '../../client/client';

import { add } from './add';
import { getAll } from './getAll';
import { remove } from './remove';

/** Who has a part in a use case. */
export const stakeholder: Resource<CredoAiClient> = {
	name: 'Stakeholder',
	value: 'stakeholder',
	operations: [add, getAll, remove],
};
