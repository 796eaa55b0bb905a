import type { Resource } from '../../../shared/resources';
import { getAll } from './getAll';
import { set } from './set';

/** A field that a tenant added to its use cases. */
export const customField: Resource = {
	name: 'Custom Field',
	value: 'customField',
	operations: [getAll, set],
};
