import type { IDataObject } from 'n8n-workflow';

import type { Wording } from '../../../shared/http/client';
import { asRecord, asText } from '../../../shared/values/unknownInput';
import type { CredoAiClient } from '../../client/client';
import { onStatus } from '../../client/errors';
import type { JsonApiResource } from '../../client/jsonApi';
import { adviseOnFilters, requestPage, type ResourceList } from '../../client/paging';

const path = '/audit_logs';

/** The most entries of one page (Credo AI: audit log specification). */
const largestPage = 1000;

/** What was done in the account; its pages may be larger than others'. */
export const auditLog = (query: IDataObject): ResourceList => ({
	path,
	query,
	largestPage,
	wording: { doing: 'list the audit log', advise: adviseOnFilters },
});

/** What the audit log can be narrowed by. */
export interface AuditLogChoices {
	/** The names of entries, e.g. `policy_pack_added`. */
	names: string[];
	resourceTypes: string[];
}

/** Reads what the audit log can be narrowed by. Throws a NodeApiError. */
export async function readAuditLogChoices(client: CredoAiClient): Promise<AuditLogChoices> {
	const wording = { doing: 'list the actions of the audit log' };
	const answer = asRecord(await client.send({ path: `${path}/filter_options` }, wording));
	const { events, resource_types: types } = answer ?? {};
	if (!Array.isArray(events) || !Array.isArray(types)) throw client.unexpected(wording);
	return {
		names: events.flatMap((name) => asText(name) ?? []),
		resourceTypes: types.flatMap((type) => asText(type) ?? []),
	};
}

/** An entry of the audit log, and when it was written. */
export interface AuditLogEntry {
	resource: JsonApiResource;
	/** In microseconds since 1970, as finely as Credo AI tells it. */
	at: number;
}

const following: Wording = {
	doing: 'read the audit log',
	advise: onStatus({
		400: 'Check the filters of this trigger: values must be ones Credo AI knows.',
		403: 'The API Token acts as its user, who may not read the audit log. Ask your Credo AI administrator for that right.',
		404: 'Check the Tenant of the credential; this Credo AI may also have no audit log for its API.',
		422: 'Check the filters of this trigger: values must be ones Credo AI knows.',
		429: 'What was written meanwhile comes with the next poll. If this goes on, poll less often.',
	}),
};

/** Reads the newest entries, as many as a page holds, the newest first. Throws a NodeApiError. */
export async function readNewestEntries(
	client: CredoAiClient,
	filters: IDataObject,
): Promise<AuditLogEntry[]> {
	const list = { ...auditLog({ ...filters, sort: '-inserted_at' }), wording: following };
	const { resources } = await requestPage(client, list, {});
	return resources.map((resource) => toEntry(client, resource));
}

/**
 * Gives the entries from a moment on, in microseconds since 1970, page by page and oldest first; from the beginning
 * when there is none. The last entries of a page may come again with the next one: that begins at their time, because
 * the published answers have no mark to ask for a next page with (Credo AI: audit log specification). Throws a
 * NodeApiError when a page cannot be had.
 */
export async function* readEntriesFrom(
	client: CredoAiClient,
	filters: IDataObject,
	from?: number,
): AsyncGenerator<AuditLogEntry[]> {
	for (let start = from; ; ) {
		const query: IDataObject = { ...filters, sort: 'inserted_at' };
		if (start !== undefined) query['filter[start_time]'] = toTime(start);
		const { resources, totalCount } = await requestPage(
			client,
			{ ...auditLog(query), wording: following },
			{},
		);
		const entries = resources.map((resource) => toEntry(client, resource));
		yield entries;

		if (entries.length === 0 || (totalCount ?? Number.POSITIVE_INFINITY) <= entries.length) return;
		const newest = toMillisecond(newestOf(entries));
		if (start === undefined || newest > toMillisecond(start)) {
			start = newest;
			continue;
		}
		if (entries.length < largestPage) return;
		throw client.refusal(
			{ reason: 'more entries were written in one millisecond than a page holds' },
			{
				...following,
				advise: () => 'Narrow what this trigger listens to, by actions or a use case.',
			},
		);
	}
}

/** When the newest of some entries was written; there must be one. */
export function newestOf(entries: readonly AuditLogEntry[]): number {
	return entries.reduce((newest, { at }) => Math.max(newest, at), Number.NEGATIVE_INFINITY);
}

const toMillisecond = (microseconds: number) => Math.floor(microseconds / 1000) * 1000;

const toTime = (microseconds: number) => new Date(Math.floor(microseconds / 1000)).toISOString();

function toEntry(client: CredoAiClient, resource: JsonApiResource): AuditLogEntry {
	const at = microsecondsOf(resource.attributes.inserted_at);
	if (at === undefined) throw client.unexpected(following);
	return { resource, at };
}

/** `2025-08-08T05:56:32.136590Z` as microseconds since 1970; a time without a zone is UTC. */
function microsecondsOf(time: unknown): number | undefined {
	const [, seconds, fraction = '', zone] =
		/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)?$/i.exec(asText(time) ?? '') ??
		[];
	const milliseconds = Date.parse(`${seconds}${zone ?? 'Z'}`);
	if (Number.isNaN(milliseconds)) return undefined;
	return milliseconds * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}
