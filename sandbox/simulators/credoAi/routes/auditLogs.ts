import type { FastifyInstance } from 'fastify';
import type { Account } from '../account/account';
import { list } from '../api/document';
import { readListQuery } from '../api/listQuery';
import { takePage } from '../api/paging';
import { forbidden, invalid } from '../api/refusal';

const highestLimit = 1000;

/** The audit log, for users with the right to read it. */
export function auditLogRoutes(
	api: FastifyInstance,
	account: Account,
	mayRead: () => boolean,
): void {
	api.get('/audit_logs', async ({ query }) => {
		if (!mayRead()) throw forbidden();
		const asked = readListQuery(query, {
			filters: ['start_time', 'end_time', 'use_case_id', 'name'],
		});
		const from = readTime(asked.filters.get('start_time'), 'start_time') ?? -Infinity;
		const to = readTime(asked.filters.get('end_time'), 'end_time') ?? Infinity;
		const useCaseIds = asked.filters.get('use_case_id');
		const names = asked.filters.get('name');
		const found = account.auditLogs.where(({ inserted_at, use_case_id, name }) => {
			const at = Date.parse(inserted_at);
			const isInTime = at >= from && at <= to;
			const isOnUseCase = useCaseIds?.includes(use_case_id ?? '') ?? true;
			return isInTime && isOnUseCase && (names?.includes(name) ?? true);
		});
		const { entries, meta } = takePage(found, asked, highestLimit);
		return list(entries, { meta });
	});

	api.get('/audit_logs/filter_options', async () => {
		if (!mayRead()) throw forbidden();
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
