import type { Resource } from '../../../shared/node/operations';
import type { CredoAiClient } from '../../client/client';

import { getAll } from './getAll';
import { set } from './set';

/** A field that a tenant added to its use cases. */
export const customField: Resource<CredoAiClient> = {
	name: 'Custom Field',
	value: 'customField',
	operations: [getAll, set],
};
