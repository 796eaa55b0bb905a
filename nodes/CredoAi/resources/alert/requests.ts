import type { IDataObject } from 'n8n-workflow';

import { adviseOnFilters, type ResourceList } from '../../client/paging';

/** The alerts of the account; no pages and no order are documented. */
export const alertList = (query: IDataObject): ResourceList => ({
	path: '/alerts',
	query,
	wording: { doing: 'list the alerts', advise: adviseOnFilters },
});
