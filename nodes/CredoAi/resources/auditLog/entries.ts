import type { IDataObject } from 'n8n-workflow';

import type { Wording } from '../../../shared/http/client';
import { asText } from '../../../shared/values/unknownInput';
import type { CredoAiClient } from '../../client/client';
import { onStatus } from '../../client/errors';
import type { JsonApiPage, JsonApiResource } from '../../client/jsonApi';
import {
	adviseOnFilters,
	attemptPage,
	requestPage,
	type Narrowing,
	type PageWanted,
	type ResourceList,
} from '../../client/paging';

/** The most entries of one page (Credo AI: audit log specification). */
const largestPage = 1000;

/** An entry of the audit log, and when it was written. */
export interface AuditLogEntry {
	resource: JsonApiResource;
	/** In microseconds since 1970, as finely as Credo AI tells it. An unreadable time counts as that of the entry before. */
	at: number;
	/** Set where the time is unreadable, so that `at` may be another one when the entry is read again. */
	isUndated?: true;
}

const listing: Wording = { doing: 'list the audit log', advise: adviseOnFilters };

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

/** Which entries are wanted, and how they show whether the service heeded that. */
export interface Wanted {
	query: IDataObject;
	narrowing: readonly Narrowing[];
}

/** Reads the newest entries, as many as a page holds, the newest first. Throws a NodeApiError. */
export async function readNewestEntries(
	client: CredoAiClient,
	{ query, narrowing }: Wanted,
): Promise<AuditLogEntry[]> {
	const wanted = { query: { ...query, sort: '-inserted_at' }, narrowing };
	const page = await new Reading(client, wanted, following, largestPage).ask({});
	return page.entries;
}

/**
 * Gives the entries from a moment on, in microseconds since 1970, oldest first and each once; from the beginning when
 * there is none. Each turn gives what one request brought that was new, so none is empty. Where more were written at one
 * moment than Credo AI gives in any way, `onGap` is told, maybe several times, and the reading goes on after it. Throws a
 * NodeApiError when a page cannot be had.
 */
export async function* readEntriesFrom(
	client: CredoAiClient,
	wanted: Wanted,
	from: number | undefined,
	onGap: (fault: string) => void,
): AsyncGenerator<AuditLogEntry[]> {
	const query: IDataObject = { ...wanted.query, sort: 'inserted_at' };
	if (from !== undefined) query['filter[start_time]'] = toTime(toMillisecond(from));
	const reading = new Reading(client, { ...wanted, query }, following, largestPage);
	yield* reading.run(onGap);
}

/**
 * Gives the audit log as narrowed and sorted by a query, each entry once and at most `limit` of them. Where entries do not
 * say whether they fit a filter, the user is told. Throws a NodeApiError when a page cannot be had, or when the log does not
 * come whole.
 */
export async function* listEntries(
	client: CredoAiClient,
	wanted: Wanted,
	limit: number,
): AsyncGenerator<JsonApiResource[]> {
	// Two at least, since one alone does not show which end of the log it is from.
	const pageSize = Math.min(largestPage, Math.max(limit, 2));
	const reading = new Reading(client, wanted, listing, pageSize);
	const refuse = (reason: string) => {
		const advice = 'Narrow the list with filters, e.g. by Start Time and End Time.';
		throw client.refusal({ reason }, { ...listing, advise: () => advice });
	};
	let left = limit;
	const silent = new Set<string>();
	for await (const entries of reading.run(refuse)) {
		const given = entries.slice(0, left);
		for (const filter of silentOn(wanted.narrowing, given)) silent.add(filter);
		yield given.map(({ resource }) => resource);
		left -= entries.length;
		if (left <= 0) break;
	}
	for (const filter of silent) client.hint(doubtOf(filter));
}

/** The display names of the filters that some entries say nothing about. */
export const silentOn = (narrowing: readonly Narrowing[], entries: readonly AuditLogEntry[]) =>
	narrowing.flatMap(({ filter, fits }) =>
		entries.some(({ resource }) => fits(resource.attributes) === undefined) ? [filter] : [],
	);

/** What to say where it cannot be seen whether a filter was heeded. */
export const doubtOf = (filter: string) =>
	`Some entries of the audit log do not say whether they fit the filter “${filter}”, so it cannot be told whether Credo AI heeded it.`;

/**
 * How far to go on after a moment that was read as far as it can be, in milliseconds: a service may compare times by the
 * second or by the minute, and one that does not heed the time at all must not be asked for ever.
 */
const steps = [1, 1_000, 60_000];

interface LogPage extends JsonApiPage {
	entries: AuditLogEntry[];
	/** Whether any entry says when it was written. */
	isDated: boolean;
}

/**
 * One reading of the log. The published answers have no mark to ask for a next page with and the published requests no
 * page number (Credo AI: audit log specification), so it goes on by time: the next page begins where the one before ended,
 * and what comes again is dropped. Only where a page full of entries of one moment does not let it go on that way are a mark,
 * a page number and the other end of that moment tried. A moment is as long as a service compares times: a millisecond, or a
 * second.
 */
class Reading {
	private readonly seen = new Set<string>();

	private fullest = 0;

	constructor(
		private readonly client: CredoAiClient,
		private readonly wanted: Wanted,
		private readonly wording: Wording,
		private readonly pageSize: number,
	) {}

	/** Asks for one page. Throws a NodeApiError. */
	async ask(more: IDataObject): Promise<LogPage> {
		const list = this.list(more);
		return this.dated(await requestPage(this.client, list, {}), list);
	}

	/** Asks for a page in a way that is not published; undefined where it is refused. Throws a NodeApiError. */
	private async askOtherwise(more: IDataObject, wanted: PageWanted): Promise<LogPage | undefined> {
		const { client, wording } = this;
		const list = this.list(more);
		const attempt = await attemptPage(client, list, wanted);
		if ('value' in attempt) return this.dated(attempt.value, list);
		if ([400, 404, 422].includes(attempt.failure.statusCode ?? 0)) return undefined;
		throw client.refusal(attempt.failure, wording);
	}

	private list(more: IDataObject): ResourceList {
		const { wording, pageSize: largestPage, wanted } = this;
		const query = { ...wanted.query, ...more };
		return { ...wanted, path: '/audit_logs', query, largestPage, wording };
	}

	/**
	 * Reads the times of a page. Throws a NodeApiError where it is not in the order that was asked for, unless all that there
	 * is came with it, so that it can be sorted here: reading would go on after entries that it has never seen.
	 */
	private dated(page: JsonApiPage, { query }: ResourceList): LogPage {
		const times = page.resources.map(({ attributes }) => microsecondsOf(attributes.inserted_at));
		let last = times.find((time) => time !== undefined);
		const isDated = last !== undefined;
		const entries = page.resources.map((resource, index): AuditLogEntry => {
			last = times[index] ?? last;
			const at = last ?? 0;
			return times[index] === undefined ? { resource, at, isUndated: true } : { resource, at };
		});
		const isAscending = query?.sort === 'inserted_at';
		const inOrder = [...entries].sort((one, other) => (isAscending ? 1 : -1) * byTime(one, other));
		const isInOrder = inOrder.every((entry, index) => {
			return toMillisecond(entry.at) === toMillisecond(entries[index]?.at ?? NaN);
		});
		if (isInOrder) return { ...page, entries, isDated };
		if (isWhole(page)) return { ...page, entries: inOrder, isDated };
		const { client, wording } = this;
		throw client.refusal({ reason: outOfOrder }, { ...wording, advise: () => onOnePage });
	}

	/** Gives what each page brings that is new; `onGap` is told where entries cannot be had. */
	async *run(onGap: (fault: string) => void): AsyncGenerator<AuditLogEntry[]> {
		let window: IDataObject = {};
		let edge: number | undefined;
		let stepsTried = 0;
		for (;;) {
			const page = await this.ask(window);
			yield* this.fresh(page, edge);
			const { entries, totalCount = 0 } = page;
			if (entries.length === 0) {
				if (totalCount) onGap(`it counts ${totalCount} entries that it does not give`);
				return;
			}
			if (isWhole(page)) return;
			if (!page.isDated) throw this.client.unexpected(this.wording);

			const reached = this.edgeOf(entries);
			if (edge === undefined || this.isBeyond(reached, edge)) {
				edge = reached;
				window = this.from(edge);
				stepsTried = 0;
				continue;
			}
			this.fullest = Math.max(this.fullest, entries.length);
			const isLast = !saysMore(page) && entries.length < (page.size ?? this.fullest);
			if (isLast && totalCount <= entries.length) return;
			const step = steps[stepsTried++];
			if (step === undefined) return onGap('it gives the same entries whatever time is asked for');
			const onward = yield* this.readMoment(window, edge, page);
			if (!onward.isWhole) onGap(`more entries were written around ${toTime(edge)} than it gives`);
			edge = onward.edge;
			window = this.from(edge, onward.isOver ? step : undefined);
		}
	}

	/** Reads what a page that is full of one moment left out, and says where the reading goes on. */
	private async *readMoment(
		window: IDataObject,
		edge: number,
		first: LogPage,
	): AsyncGenerator<AuditLogEntry[], { edge: number; isOver: boolean; isWhole: boolean }> {
		let page: LogPage | undefined = first;
		for (let number = 2; page; number++) {
			const { nextCursor: cursor } = page;
			page = await this.askOtherwise(window, cursor === undefined ? { number } : { cursor });
			const isNew: boolean = page !== undefined && (yield* this.fresh(page, edge)) > 0;
			if (!page || !isNew) break;
			const reached = this.edgeOf(page.entries);
			if (this.isBeyond(reached, edge)) return { edge: reached, isOver: false, isWhole: true };
		}
		const otherEnd = await this.ask({
			'filter[start_time]': toTime(edge - 1),
			'filter[end_time]': toTime(edge + 1),
			sort: this.isAscending ? '-inserted_at' : 'inserted_at',
		});
		// Up to what is known already nothing is missing, be it of this millisecond or of the whole second around it.
		const isWhole = otherEnd.entries.some(({ resource: { id } }) => this.seen.has(id));
		yield* this.fresh({ ...otherEnd, entries: otherEnd.entries.reverse() }, edge);
		return { edge, isOver: true, isWhole };
	}

	/** Gives what a page brings from an edge on that was not read before, if anything, and how many these are. */
	private *fresh({ entries }: LogPage, edge?: number): Generator<AuditLogEntry[], number> {
		const fresh = entries.filter(({ resource: { id }, at }) => {
			const isBefore = edge !== undefined && this.isBeyond(edge, toMillisecond(at));
			return !isBefore && !this.seen.has(id);
		});
		for (const { resource } of fresh) this.seen.add(resource.id);
		this.fullest = Math.max(this.fullest, entries.length);
		if (fresh.length > 0) yield fresh;
		return fresh.length;
	}

	private get isAscending(): boolean {
		return this.wanted.query.sort === 'inserted_at';
	}

	private get step(): number {
		return this.isAscending ? 1 : -1;
	}

	/** The time of the entry that lies furthest in the direction of reading, in milliseconds since 1970. */
	private edgeOf(entries: readonly AuditLogEntry[]): number {
		return entries.reduce((edge, { at }) => {
			const time = toMillisecond(at);
			return this.isBeyond(time, edge) ? time : edge;
		}, -this.step * Infinity);
	}

	private isBeyond(time: number, edge: number): boolean {
		return this.isAscending ? time > edge : time < edge;
	}

	/** The query that goes on from a time, and so many milliseconds after it; it reaches back over that time itself. */
	private from(edge: number, after = -1): IDataObject {
		const time = toTime(edge + after * this.step);
		return { [this.isAscending ? 'filter[start_time]' : 'filter[end_time]']: time };
	}
}

/** When the newest of some entries was written; there must be one. */
export function newestOf(entries: readonly AuditLogEntry[]): number {
	return entries.reduce((newest, { at }) => Math.max(newest, at), Number.NEGATIVE_INFINITY);
}

const byTime = (one: AuditLogEntry, other: AuditLogEntry) => one.at - other.at;

/** Whether a page names a way to others, or says that there are any. */
const saysMore = ({ hasMore, nextCursor }: JsonApiPage) => hasMore || nextCursor !== undefined;

/**
 * Whether a page says that there is nothing besides it. The count alone does not say so: it may be that of the page, or end
 * where the service stops counting.
 */
const isWhole = (page: JsonApiPage) =>
	!saysMore(page) &&
	page.resources.length < (page.size ?? 0) &&
	page.resources.length >= (page.totalCount ?? 0);

const outOfOrder = 'it does not give the entries in the order that was asked for';

const onOnePage =
	'So some of them could be missing. Narrow the log with filters: what comes on one page can be sorted here.';

const toMillisecond = (microseconds: number) => Math.floor(microseconds / 1000);

const toTime = (milliseconds: number) => new Date(milliseconds).toISOString();

/** `2025-08-08T05:56:32.136590Z` as microseconds since 1970; a time without a zone is UTC. */
export function microsecondsOf(time: unknown): number | undefined {
	const [, seconds, fraction = '', zone] =
		/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)?$/i.exec(asText(time) ?? '') ??
		[];
	const milliseconds = Date.parse(`${seconds}${zone ?? 'Z'}`);
	if (Number.isNaN(milliseconds)) return undefined;
	return milliseconds * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}
