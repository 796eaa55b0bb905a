import type { IDataObject } from 'n8n-workflow';

import { asInteger, asList, asRecord, asText } from '../../shared/values/unknownInput';
import { newestOf, type AuditLogEntry } from '../resources/auditLog/entries';

/** How far a trigger has read the audit log. Times are in microseconds since 1970. */
export interface Mark {
	/** Where to read on from; missing as long as the log held nothing. */
	from?: number;
	/** The entries from there on that are no news any more. */
	seen: Array<{ id: string; at: number }>;
}

/**
 * How long before the newest entry to read on from, in microseconds: an entry whose writing took longer than that of a
 * later one shows up with a time that has been read already.
 */
const overlap = 60_000_000;

/** The mark of a trigger that starts now: what was read of the newest entries is no news. */
export function markOfStart(newestEntries: readonly AuditLogEntry[]): Mark {
	if (newestEntries.length === 0) return { seen: [] };
	const oldest = newestEntries.reduce((first, { at }) => Math.min(first, at), Infinity);
	return advance({ from: oldest, seen: [] }, newestEntries);
}

/** Gives of some entries those that are news after a mark, oldest first and each once, and the mark after them. */
export function takeNews(
	mark: Mark,
	entries: readonly AuditLogEntry[],
): { news: AuditLogEntry[]; mark: Mark } {
	const { from = Number.NEGATIVE_INFINITY } = mark;
	const known = new Set(mark.seen.map(({ id }) => id));
	const news = entries.filter(({ resource: { id }, at }) => {
		if (at < from || known.has(id)) return false;
		known.add(id);
		return true;
	});
	news.sort((one, other) => one.at - other.at);
	return { news, mark: advance(mark, news) };
}

function advance(mark: Mark, news: readonly AuditLogEntry[]): Mark {
	if (news.length === 0) return mark;
	const newest = mark.seen.reduce((latest, { at }) => Math.max(latest, at), newestOf(news));
	const from = Math.max(newest - overlap, mark.from ?? Number.NEGATIVE_INFINITY);
	const added = news.map(({ resource: { id }, at }) => ({ id, at }));
	return { from, seen: [...mark.seen, ...added].filter(({ at }) => at >= from) };
}

/** The mark as n8n keeps it. */
export function storeMark({ from, seen }: Mark): IDataObject {
	return from === undefined ? { seen } : { from, seen };
}

/** Reads a mark as n8n keeps it; undefined when there is none. */
export function readMark(kept: unknown): Mark | undefined {
	const record = asRecord(kept);
	if (record === undefined) return undefined;
	const seen = asList(record.seen).flatMap((entry) => {
		const { id, at } = asRecord(entry) ?? {};
		const [seenId, time] = [asText(id), asInteger(at)];
		return seenId === undefined || time === undefined ? [] : [{ id: seenId, at: time }];
	});
	return { from: asInteger(record.from), seen };
}
