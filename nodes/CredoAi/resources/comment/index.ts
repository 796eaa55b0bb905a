import type { Resource } from '../../../shared/resources';
import { create } from './create';
import { getAll } from './getAll';
import { reply } from './reply';

/** What people say about a use case, in threads. */
export const comment: Resource = {
	name: 'Comment',
	value: 'comment',
	operations: [create, getAll, reply],
};
