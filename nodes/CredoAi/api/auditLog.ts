import type { IDataObject } from 'n8n-workflow';

import { adviseOnFilters, type ResourceList } from './paging';

/** What was done in the account; its pages may be larger than others' (Credo AI: audit log specification). */
export const auditLog = (query: IDataObject): ResourceList => ({
	path: '/audit_logs',
	query,
	largestPage: 1000,
	wording: { doing: 'list the audit log', advise: adviseOnFilters },
});
