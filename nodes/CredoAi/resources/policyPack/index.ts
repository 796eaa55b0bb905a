import type { Resource } from '../../../shared/node/operations';
import type { CredoAiClient } from '../../client/client';

import { add } from './add';
import { getAll } from './getAll';

/** A law or a standard, as controls. */
export const policyPack: Resource<CredoAiClient> = {
	name: 'Policy Pack',
	value: 'policyPack',
	operations: [add, getAll],
};
