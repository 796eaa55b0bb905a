import type { Resource } from '../../../shared/node/operations';
import type { CredoAiClient } from '../../client/client';

import { getAll } from './getAll';

/** What Credo AI warns of. */
export const alert: Resource<CredoAiClient> = {
	name: 'Alert',
	value: 'alert',
	operations: [getAll],
};
