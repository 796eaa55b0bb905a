import type { Resource } from '../../../shared/node/operations';
import type { CredoAiClient } from '../../client/client';

import { create } from './create';
import { getAll } from './getAll';
import { reply } from './reply';
import { resolve } from './resolve';

/** What people say about a use case, in threads. */
export const comment: Resource<CredoAiClient> = {
	name: 'Comment',
	value: 'comment',
	operations: [create, getAll, reply, resolve],
};
