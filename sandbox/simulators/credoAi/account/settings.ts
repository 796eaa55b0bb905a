import type { PayloadGeneration } from '../callbacks/envelope';

/** What a tenant may do, and where the documents leave the service's behaviour open. */
export interface TenantSettings {
	/** Which of the recorded shapes webhooks are sent in. */
	payloadGeneration: PayloadGeneration;
	/**
	 * How the audit log comes in pages, of which the published interface says two things. `cursor`: as its request is described,
	 * like every other list. `numbered`: as its answer is, with `page`, `per_page`, `total_count`, `total_pages` and no cursor.
	 * `firstPage`: the same, but whichever page is asked for, the first one comes.
	 * `repeatedCursor`: every page gives the cursor of the first one. `missing`: more entries are counted than ever come.
	 * `unmarked`: the first page comes and nothing is said about others.
	 */
	auditLogPaging: 'unmarked' | 'numbered' | 'firstPage' | 'cursor' | 'repeatedCursor' | 'missing';
	/** Whether the tenant has `/webhooks`: the interface published last does not list it. */
	hasWebhookApi: boolean;
	/** Whether the API token's user owns the use cases; only the owner may delete one. */
	ownsUseCases: boolean;
	/** Whether the API token's user may read the audit log. */
	mayReadAuditLogs: boolean;
}

/** A tenant as it is before anybody sets anything. */
export function newSettings(): TenantSettings {
	return {
		payloadGeneration: 2025,
		auditLogPaging: 'cursor',
		hasWebhookApi: true,
		ownsUseCases: true,
		mayReadAuditLogs: true,
	};
}
