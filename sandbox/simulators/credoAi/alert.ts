import { lists, type Endpoint } from './endpoint';
import { fits } from './listQuery';

/** What somebody has to look at. */
export const alertEndpoints: readonly Endpoint[] = [
	lists(
		'/alerts',
		{ filters: ['type', 'severity', 'status', 'use_case_id'], isSortable: false },
		({ account }, asked) =>
			account.alerts.where(({ type, severity, status, use_case_id }) => {
				return fits(asked, { type, severity, status, use_case_id });
			}),
	),
];
