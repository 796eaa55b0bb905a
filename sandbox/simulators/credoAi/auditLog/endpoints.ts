import type { Account } from '../account/account';
import type { AuditLogAttributes } from '../account/entries';
import { list } from '../document';
import type { Endpoint } from '../endpoint';
import { type ListQuery, readListQuery } from '../listQuery';
import { forbidden, invalid } from '../refusal';

import { auditLogPages } from './pages';

/** What an entry is found by. */
const valueByFilter: Readonly<Record<string, (log: AuditLogAttributes) => unknown>> = {
	use_case_id: (log) => log.use_case_id,
	name: (log) => log.name,
	user_id: (log) => log.user.id,
	resource_type: (log) => log.resource_type,
	resource_id: (log) => log.resource_id,
	resource_name: (log) => log.resource_name,
	sub_object_id: (log) => log.sub_object_id,
	sub_object_type: (log) => log.sub_object_type,
	sub_object_name: (log) => log.sub_object_name,
};

/** The audit log, for users with the right to read it. */
export const auditLogEndpoints: readonly Endpoint[] = [
	{
		method: 'GET',
		path: '/audit_logs',
		status: 200,
		answer: ({ account, query }) => {
			if (!account.settings.mayReadAuditLogs) throw forbidden();
			const { auditLogPaging } = account.settings;
			const asked = readListQuery(query, {
				filters: ['start_time', 'end_time', ...Object.keys(valueByFilter)],
				isNumbered: auditLogPaging === 'numbered' || auditLogPaging === 'firstPage',
			});
			const { entries, meta } = auditLogPages[auditLogPaging](wantedLogs(account, asked), asked);
			return list(entries, { meta });
		},
	},
	{
		method: 'GET',
		path: '/audit_logs/filter_options',
		status: 200,
		answer: ({ account, reply }) => {
			if (!account.settings.mayReadAuditLogs) throw forbidden();
			const logs = account.auditLogs.all().map(({ attributes }) => attributes);
			// Plain JSON, as published.
			reply.type('application/json; charset=utf-8');
			return JSON.stringify({
				events: sorted(logs.map(({ name }) => name)),
				resource_types: sorted(logs.map(({ resource_type }) => resource_type)),
			});
		},
	},
];

function wantedLogs(account: Account, asked: ListQuery) {
	const from = readTime(asked.filters.get('start_time'), 'start_time') ?? -Infinity;
	const to = readTime(asked.filters.get('end_time'), 'end_time') ?? Infinity;
	return account.auditLogs.where((log) => {
		const at = Date.parse(log.inserted_at);
		const isWanted = Object.entries(valueByFilter).every(([filter, valueOf]) => {
			return fitsFilter(String(valueOf(log) ?? ''), filter, asked);
		});
		return at >= from && at <= to && isWanted;
	});
}

const foundByPart = ['resource_name', 'sub_object_name'];

function fitsFilter(value: string, filter: string, { filters, exact }: ListQuery): boolean {
	const wanted = filters.get(filter);
	if (!wanted) return true;
	if (exact.has(filter) || !foundByPart.includes(filter)) return wanted.includes(value);
	return wanted.some((part) => value.toLowerCase().includes(part.toLowerCase()));
}

function readTime(values: readonly string[] | undefined, name: string): number | undefined {
	const [given] = values ?? [];
	if (given === undefined) return undefined;
	const time = Date.parse(given);
	if (Number.isNaN(time)) throw invalid(`filter[${name}] is invalid: must be a date`);
	return time;
}

function sorted(names: readonly string[]): string[] {
	return [...new Set(names)].sort();
}
