import {
	markOfStart,
	readMark,
	storeMark,
	takeNews,
} from '../../../nodes/CredoAi/auditLogTrigger/mark';
import type { AuditLogEntry } from '../../../nodes/CredoAi/resources/auditLog/entries';

const second = 1_000_000;
const start = Date.parse('2026-01-05T09:00:00Z') * 1000;

/** An entry with this id, written so many seconds after the start. */
const entry = (id: string, seconds: number): AuditLogEntry => ({
	resource: { id, type: 'audit_logs', attributes: {}, relationships: {}, included: [] },
	at: start + seconds * second,
});
const mark = (from: number, ...seen: Array<[id: string, seconds: number]>) => ({
	from: start + from * second,
	seen: seen.map(([id, seconds]) => ({ id, at: start + seconds * second })),
});
const idsOf = (entries: AuditLogEntry[]) => entries.map(({ resource: { id } }) => id);

describe('what is news after a mark', () => {
	it.each([
		['nothing of an empty page', mark(0, ['a', 0]), [], []],
		['what was not seen', mark(0, ['a', 0]), [entry('a', 0), entry('b', 1)], ['b']],
		['the oldest first', mark(0), [entry('c', 3), entry('a', 1), entry('b', 2)], ['a', 'b', 'c']],
		['those of one moment as they came', mark(0), [entry('z', 1), entry('a', 1)], ['z', 'a']],
		['what comes twice, once', mark(0), [entry('a', 1), entry('a', 1)], ['a']],
		['what came late, within a minute', mark(0, ['b', 60]), [entry('a', 1), entry('b', 60)], ['a']],
		['nothing from before the mark', mark(10), [entry('old', 9.999999), entry('new', 10)], ['new']],
		['everything where the log was empty', { seen: [] }, [entry('a', -9_999)], ['a']],
	])('is %s', (_, before, entries, news) => {
		expect(idsOf(takeNews(before, entries).news)).toEqual(news);
	});
});

describe('the mark after the news', () => {
	it('begins a minute before the newest entry and knows what was seen since', () => {
		const { mark: after } = takeNews(mark(0, ['a', 0], ['b', 50]), [
			entry('c', 70),
			entry('d', 100),
		]);

		expect(after).toEqual(mark(40, ['b', 50], ['c', 70], ['d', 100]));
	});

	it('never goes back', () => {
		const { mark: after } = takeNews(mark(40, ['d', 100]), [entry('late', 50)]);

		expect(after).toEqual(mark(40, ['d', 100], ['late', 50]));
	});

	it('stays where nothing is news', () => {
		const before = mark(0, ['a', 0]);

		expect(takeNews(before, [entry('a', 0)]).mark).toEqual(before);
	});
});

describe('the mark of a start', () => {
	it.each([
		['nothing was written yet', [], { seen: [] }],
		[
			'the log is longer than a minute',
			[entry('c', 90), entry('b', 30), entry('a', 0)],
			mark(30, ['c', 90], ['b', 30]),
		],
		[
			'the page does not reach back a minute',
			[entry('b', 30), entry('a', 20)],
			mark(20, ['b', 30], ['a', 20]),
		],
	])('holds what is no news where %s', (_, newest, expected) => {
		const { from, seen } = markOfStart(newest);

		expect({ ...(from !== undefined && { from }), seen: new Set(seen) }).toEqual({
			...expected,
			seen: new Set(expected.seen),
		});
	});
});

it('is read as it was stored, and not at all where there is none', () => {
	const one = mark(5, ['a', 6]);

	expect(readMark(JSON.parse(JSON.stringify(storeMark(one))))).toEqual(one);
	expect(readMark(JSON.parse(JSON.stringify(storeMark({ seen: [] }))))).toEqual({ seen: [] });
	expect(readMark(undefined)).toBeUndefined();
	expect(readMark({ from: 'x', seen: [null, { id: 1 }] })).toEqual({ seen: [] });
});
