import type { FastifyInstance } from 'fastify';

import type { Account } from '../account/account';
import type { AuditLogAttributes } from '../account/entries';
import { list } from '../answers/document';
import { takePage } from '../answers/paging';
import { forbidden, invalid } from '../answers/refusal';
import { readListQuery } from '../requests/listQuery';

const highestLimit = 1000;

/** What an entry is found by. Nothing here is about a part of another thing, so the filters for those find none. */
const valueByFilter: Readonly<Record<string, (log: AuditLogAttributes) => unknown>> = {
	use_case_id: (log) => log.use_case_id,
	name: (log) => log.name,
	user_id: (log) => log.user.id,
	resource_type: (log) => log.resource_type,
	resource_id: (log) => log.resource_id,
	resource_name: (log) => log.resource_name,
	sub_object_id: () => null,
	sub_object_type: () => null,
	sub_object_name: () => null,
};

/** The audit log, for users with the right to read it. */
export function auditLogRoutes(api: FastifyInstance, account: Account): void {
	api.get('/audit_logs', async ({ query }) => {
		if (!account.settings.mayReadAuditLogs) throw forbidden();
		const asked = readListQuery(query, {
			filters: ['start_time', 'end_time', ...Object.keys(valueByFilter)],
		});
		const from = readTime(asked.filters.get('start_time'), 'start_time') ?? -Infinity;
		const to = readTime(asked.filters.get('end_time'), 'end_time') ?? Infinity;
		const found = account.auditLogs.where((log) => {
			const at = Date.parse(log.inserted_at);
			const fits = Object.entries(valueByFilter).every(([filter, valueOf]) => {
				return asked.filters.get(filter)?.includes(String(valueOf(log))) ?? true;
			});
			return at >= from && at <= to && fits;
		});
		const { entries, meta } = takePage(found, asked, highestLimit);
		return list(entries, { meta });
	});

	api.get('/audit_logs/filter_options', async () => {
		if (!account.settings.mayReadAuditLogs) throw forbidden();
		const names = new Set(account.auditLogs.all().map(({ attributes }) => attributes.name));
		return { data: { name: [...names].sort() } };
	});
}

function readTime(values: readonly string[] | undefined, name: string): number | undefined {
	const [given] = values ?? [];
	if (given === undefined) return undefined;
	const time = Date.parse(given);
	if (Number.isNaN(time)) throw invalid(`filter[${name}] is invalid: must be a date`);
	return time;
}
