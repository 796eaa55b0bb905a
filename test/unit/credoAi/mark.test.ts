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
		['what came late, within an hour', mark(0, ['b', 60]), [entry('a', 1), entry('b', 60)], ['a']],
		['nothing from before the mark', mark(10), [entry('old', 9.999999), entry('new', 10)], ['new']],
		['everything where the log was empty', { seen: [] }, [entry('a', -9_999)], ['a']],
	])('is %s', (_, before, entries, news) => {
		expect(idsOf(takeNews(before, entries).news)).toEqual(news);
	});
});

describe('the mark after the news', () => {
	it('begins an hour before the newest entry and knows what was seen since', () => {
		const { mark: after } = takeNews(mark(0, ['a', 0], ['b', 3_050]), [
			entry('c', 3_070),
			entry('d', 3_700),
		]);

		expect(after).toEqual(mark(100, ['b', 3_050], ['c', 3_070], ['d', 3_700]));
	});

	it('begins later where there were more than a thousand entries, but never between two of one time', () => {
		const many = Array.from({ length: 3_000 }, (_, index) =>
			entry(`e${index}`, Math.floor(index / 3)),
		);

		const { mark: after } = takeNews(mark(0), many);

		expect(after.from).toBe(entry('', 666).at);
		expect(after.seen).toHaveLength(1_002);
	});

	it('does not go ahead of now: what is written after an entry from the future is news', () => {
		const at = (seconds: number) => start + seconds * second;
		const ahead = entry('ahead', 5 * 3_600);
		const { mark: after } = takeNews(mark(0, ['a', 0]), [ahead], at(10));
		const { news } = takeNews(after, [entry('b', 20), ahead], at(30));

		expect(idsOf(news)).toEqual(['b']);
		const started = markOfStart([ahead], at(10));
		expect(idsOf(takeNews(started, [entry('b', 20), ahead], at(30)).news)).toEqual(['b']);
	});

	it('never goes back', () => {
		const { mark: after } = takeNews(mark(40, ['d', 100]), [entry('late', 50)]);

		expect(after).toEqual(mark(40, ['late', 50], ['d', 100]));
	});

	it('stays where nothing is news', () => {
		const before = mark(0, ['a', 0]);

		expect(takeNews(before, [entry('a', 0)]).mark).toEqual(before);
	});

	it('knows an entry without a time as long as it comes', () => {
		const undated = (seconds: number) => ({ ...entry('odd', seconds), isUndated: true }) as const;
		const { news, mark: first } = takeNews(mark(0), [undated(0)]);
		const { mark: second } = takeNews(first, [undated(0), entry('a', 7_200)]);

		expect(idsOf(news)).toEqual(['odd']);
		expect(takeNews(second, [undated(7_200)]).news).toEqual([]);
	});
});

describe('the mark of a start', () => {
	const microsecond = 0.000001;

	it('makes no news of history where the first answer was empty', () => {
		const started = markOfStart([], entry('', 7_200).at);

		expect(started).toEqual(mark(3_600));
		const later = [entry('history', 3_599), entry('new', 7_201)];
		expect(idsOf(takeNews(started, later).news)).toEqual(['new']);
	});

	it.each([
		[
			'the log is longer than an hour',
			[entry('c', 3_690), entry('b', 3_630), entry('a', 0)],
			mark(90, ['c', 3_690], ['b', 3_630]),
		],
		[
			'the page does not reach back an hour, and may lack some of its oldest time',
			[entry('b', 30), entry('a', 20)],
			mark(20 + microsecond, ['b', 30]),
		],
		[
			'all of the page has one time',
			[entry('b', 20), entry('a', 20)],
			mark(20, ['b', 20], ['a', 20]),
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
	const one = { ...mark(5, ['a', 6]), stopped: 7 };

	expect(readMark(JSON.parse(JSON.stringify(storeMark(one))))).toEqual(one);
	expect(readMark(JSON.parse(JSON.stringify(storeMark({ seen: [] }))))).toEqual({ seen: [] });
	expect(readMark(undefined)).toBeUndefined();
	expect(readMark({ from: 'x', seen: [null, [1], ['a', 'b']] })).toEqual({ seen: [] });
});
