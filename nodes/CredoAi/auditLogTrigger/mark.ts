import type { IDataObject } from 'n8n-workflow';

import { asInteger, asList, asRecord, asText } from '../../shared/values/unknownInput';
import { newestOf, type AuditLogEntry } from '../resources/auditLog/entries';

/** How far a trigger has read the audit log. Times are in microseconds since 1970. */
export interface Mark {
	/** Where to look back to; what is older is no news. */
	from?: number;
	/** The entries from there on that are no news any more. */
	seen: SeenEntry[];
	/** Where the last poll stopped, if that was before the end of the log. */
	stopped?: number;
}

interface SeenEntry {
	id: string;
	at: number;
}

/**
 * How long before the newest entry to look back, in microseconds: an entry whose writing took longer than that of a
 * later one shows up with a time that has been read already.
 */
const longestLookBack = 60 * 60_000_000;

/**
 * How many entries to look back over at most, since each poll reads them again and n8n keeps their ids. Those of one
 * moment are kept together, however many they are.
 */
const mostLookedBackOver = 1_000;

/**
 * How far ahead of n8n's clock a time may be, in microseconds. One that is further ahead is as good as none: taken at its
 * word, it would make everything after it old.
 */
const furthestAhead = 24 * 60 * 60_000_000;

/** The mark of a trigger that starts now: what was read of the newest entries is no news. */
export function markOfStart(
	newestEntries: readonly AuditLogEntry[],
	now = microsecondsNow(),
): Mark {
	// An empty answer may be a mistake of the service, so that history would come with the next poll.
	if (newestEntries.length === 0) return { from: now - longestLookBack, seen: [] };
	const oldest = newestEntries.reduce((first, { at }) => Math.min(first, at), Infinity);
	// Others of the same moment may have been left out of the page.
	const from = oldest < newestOf(newestEntries) ? oldest + 1 : oldest;
	return advance({ from: Math.min(from, now), seen: [] }, newestEntries, now);
}

const microsecondsNow = () => Date.now() * 1_000;

/** Gives of some entries those that are news after a mark, oldest first and each once, and the mark after them. */
export function takeNews(
	mark: Mark,
	entries: readonly AuditLogEntry[],
	now = microsecondsNow(),
): { news: AuditLogEntry[]; mark: Mark } {
	const { from = Number.NEGATIVE_INFINITY } = mark;
	const known = new Set(mark.seen.map(({ id }) => id));
	const news = entries.filter(({ resource: { id }, at, isUndated }) => {
		if ((at < from && !isUndated) || known.has(id)) return false;
		known.add(id);
		return true;
	});
	news.sort((one, other) => one.at - other.at);
	return { news, mark: advance(mark, entries, now) };
}

function advance(
	{ from = Number.NEGATIVE_INFINITY, seen }: Mark,
	read: readonly AuditLogEntry[],
	now: number,
): Mark {
	const times = new Map(seen.map(({ id, at }) => [id, at]));
	const isDated = ({ at, isUndated }: AuditLogEntry) => !isUndated && at <= now + furthestAhead;
	for (const entry of read.filter(isDated)) {
		if (entry.at >= from) times.set(entry.resource.id, entry.at);
	}
	const latest = [...times.values()].reduce((one, other) => Math.max(one, other), from);
	// Whatever is asked for, an entry without a time may come again, so it stays known as long as it comes.
	for (const entry of read.filter((each) => !isDated(each))) {
		times.set(entry.resource.id, Number.isFinite(latest) ? latest : 0);
	}
	const remembered = [...times].map(([id, at]) => ({ id, at }));
	remembered.sort((one, other) => one.at - other.at);
	// A time that is ahead of now must not make old what is written until then.
	const newest = Math.max(from, Math.min(remembered.at(-1)?.at ?? from, now));
	const oldest = remembered.at(-mostLookedBackOver)?.at ?? from;
	const next = Math.max(from, newest - longestLookBack, oldest);
	const mark: Mark = { seen: remembered.filter(({ at }) => at >= next) };
	if (Number.isFinite(next)) mark.from = next;
	return mark;
}

/** The mark as n8n keeps it. */
export function storeMark({ from, seen, stopped }: Mark): IDataObject {
	return {
		...(from !== undefined && { from }),
		...(stopped !== undefined && { stopped }),
		seen: seen.map(({ id, at }) => [id, at]),
	};
}

/** Reads a mark as n8n keeps it; undefined when there is none. */
export function readMark(kept: unknown): Mark | undefined {
	const record = asRecord(kept);
	if (record === undefined) return undefined;
	const seen = asList(record.seen).flatMap((entry) => {
		const [id, at] = asList(entry);
		const [seenId, time] = [asText(id), asInteger(at)];
		return seenId === undefined || time === undefined ? [] : [{ id: seenId, at: time }];
	});
	const [from, stopped] = [asInteger(record.from), asInteger(record.stopped)];
	return {
		...(from !== undefined && { from }),
		seen,
		...(stopped !== undefined && { stopped }),
	};
}
