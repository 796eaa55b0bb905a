import type { Resource } from '../../../shared/resources';
import { getAll } from './getAll';

/** What was done in the account, by whom and when. */
export const auditLog: Resource = {
	name: 'Audit Log',
	value: 'auditLog',
	operations: [getAll],
};
