import type { AuditLogAttributes, Entry } from '../account/entries';
import type { TenantSettings } from '../account/settings';
import type { NumberedPageMeta, PageMeta } from '../document';
import type { ListQuery } from '../listQuery';
import { takeNumberedPage, takePage } from '../paging';

type Log = Entry<AuditLogAttributes>;

type TakePage = (
	found: readonly Log[],
	asked: ListQuery,
) => { entries: Log[]; meta?: PageMeta | NumberedPageMeta };

const highestLimit = 1000;

const neverComing = 5;

/** One page of the audit log, in each way that a tenant can be set to. */
export const auditLogPages: Readonly<Record<TenantSettings['auditLogPaging'], TakePage>> = {
	numbered: (found, asked) => takeNumberedPage(found, asked, highestLimit),
	firstPage: (found, asked) => takeNumberedPage(found, { ...asked, page: 1 }, highestLimit),
	cursor: (found, asked) => takePage(found, asked, highestLimit),
	repeatedCursor: (found, asked) => {
		const { meta: first } = takePage(found, { ...asked, after: undefined }, highestLimit);
		const { entries, meta } = takePage(found, asked, highestLimit);
		return meta && first ? { entries, meta: { ...meta, after: first.after } } : { entries };
	},
	unmarked: (found, asked) => ({ entries: takePage(found, asked, highestLimit).entries }),
	missing: (found, asked) => {
		const { entries, meta } = takePage(found, asked, highestLimit);
		return meta
			? { entries, meta: { ...meta, total_count: meta.total_count + neverComing } }
			: { entries };
	},
};
