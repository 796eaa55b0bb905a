import { asRecord, asText } from '../../../shared/values/unknownInput';
import type { CredoAiClient } from '../../client/client';

/** What the audit log can be narrowed by. */
export interface AuditLogChoices {
	/** The names of entries, e.g. `policy_pack_added`. */
	names: string[];
	resourceTypes: string[];
}

/** Reads what the audit log can be narrowed by. Throws a NodeApiError. */
export async function readAuditLogChoices(client: CredoAiClient): Promise<AuditLogChoices> {
	const wording = { doing: 'list the actions of the audit log' };
	const answer = asRecord(await client.send({ path: '/audit_logs/filter_options' }, wording));
	const { events, resource_types: types } = answer ?? {};
	if (!Array.isArray(events) || !Array.isArray(types)) throw client.unexpected(wording);
	return {
		names: events.flatMap((name) => asText(name) ?? []),
		resourceTypes: types.flatMap((type) => asText(type) ?? []),
	};
}
