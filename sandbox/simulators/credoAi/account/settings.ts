import type { PayloadGeneration } from '../callbacks/envelope';

/** What a tenant may do, and where the documents leave the service's behaviour open. */
export interface TenantSettings {
	/** Which of the recorded shapes webhooks are sent in. */
	payloadGeneration: PayloadGeneration;
	/** Whether the API token's user may read the audit log. */
	mayReadAuditLogs: boolean;
}

/** A tenant as it is before anybody sets anything. */
export function newSettings(): TenantSettings {
	return { payloadGeneration: 2025, mayReadAuditLogs: true };
}
