import type { Resource } from '../../../shared/node/operations';
import type { CredoAiClient } from '../../client/client';

import { getAll } from './getAll';

/** What was done in the account, by whom and when. */
export const auditLog: Resource<CredoAiClient> = {
	name: 'Audit Log',
	value: 'auditLog',
	operations: [getAll],
};
