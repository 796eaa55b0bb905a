import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { CredoAiClient } from '../../../nodes/CredoAi/client/client';
import { listEntries, readEntriesFrom } from '../../../nodes/CredoAi/resources/auditLog/entries';

interface Log {
	id: string;
	inserted_at: unknown;
}

interface Service {
	pageSize: number;
	/** Whether pages can be had by number, which no description publishes. */
	isNumbered?: boolean;
	/** Whether an answer says how many entries there are. */
	counts?: boolean;
	/** Leaves out what was written at the very moment asked for. */
	isExclusive?: boolean;
	/** What it counts, where that is not all that fits: its own page, or no further than it cares to count. */
	countOf?: (found: number, onPage: number) => number;
	/** Whether an answer says how many entries a page can hold. */
	saysSize?: boolean;
	/** How finely it compares times, in milliseconds. */
	resolution?: number;
	/** The order in which entries come, whatever is asked for. */
	order?: (one: Log, other: Log) => number;
}

/** A client of a log that is cut into pages the way a service may do it, and the queries it was asked with. */
function clientOf(
	logs: Log[],
	{
		pageSize,
		isNumbered = false,
		counts = true,
		countOf = (found) => found,
		saysSize = true,
		isExclusive = false,
		resolution = 1,
		order,
	}: Service,
) {
	const asked: IDataObject[] = [];
	const timeOf = ({ inserted_at }: Log) => Date.parse(String(inserted_at));
	const answerTo = (query: IDataObject) => {
		asked.push(query);
		const number = Number(query['page[number]'] ?? 1);
		if (number > 1 && !isNumbered)
			throw Object.assign(new Error('refused'), { response: { status: 400 } });
		const from = Date.parse(String(query['filter[start_time]'] ?? '1970-01-01T00:00:00Z'));
		const to = Date.parse(String(query['filter[end_time]'] ?? '2100-01-01T00:00:00Z'));
		const rough = (at: number) => Math.floor(at / resolution);
		const isWithin = (at: number) => rough(at) >= rough(from) && rough(at) <= rough(to);
		const fits = (at: number) => (isExclusive ? at > from && at < to : isWithin(at));
		const sorted = [...logs].sort((one, other) => timeOf(one) - timeOf(other));
		const found = sorted.filter((log) => Number.isNaN(timeOf(log)) || fits(timeOf(log)));
		if (query.sort === '-inserted_at') found.reverse();
		if (order) found.sort(order);
		const size = Math.min(pageSize, Number(query['page[limit]']));
		const data = found
			.slice((number - 1) * size, number * size)
			.map(({ id, inserted_at }) => ({ id, type: 'audit_logs', attributes: { inserted_at } }));
		const total = countOf(found.length, data.length);
		return {
			data,
			...(counts && { meta: { total_count: total, ...(saysSize && { per_page: size }) } }),
		};
	};
	const context = {
		getCredentials: async () => ({ baseUrl: 'https://api.example.com', tenant: 'example' }),
		getNode: () => ({ name: 'Credo AI' }),
		logger: { debug: () => {} },
		helpers: {
			httpRequestWithAuthentication: async (_type: string, { qs }: { qs: IDataObject }) => ({
				statusCode: 200,
				body: answerTo(qs),
			}),
		},
	};
	return { client: new CredoAiClient(context as unknown as IPollFunctions), asked };
}

const start = Date.parse('2026-03-01T09:00:00Z');
/** Entries of which so many in a row have one time, a second after those before. */
const logsOf = (count: number, atOneTime = 1): Log[] =>
	Array.from({ length: count }, (_, index) => ({
		id: `entry-${index}`,
		inserted_at: new Date(start + 1000 * Math.floor(index / atOneTime)).toISOString(),
	}));
/** Entries so many milliseconds apart, then one an hour later. */
const fastLogs = (count: number, apart = 6): Log[] =>
	[...Array(count).keys(), 3_600_000 / apart].map((index) => ({
		id: `entry-${index}`,
		inserted_at: new Date(start + apart * index).toISOString(),
	}));
const coarse = { pageSize: 100, resolution: 1_000 };
const idsOf = (logs: Log[]) => logs.map(({ id }) => id);

async function follow(
	client: CredoAiClient,
	from?: number,
	onGap: (fault: string) => void = () => {},
) {
	const ids: string[] = [];
	const wanted = { query: {}, narrowing: [] };
	for await (const entries of readEntriesFrom(client, wanted, from, onGap)) {
		expect(entries).not.toEqual([]);
		ids.push(...entries.map(({ resource }) => resource.id));
	}
	return ids;
}

async function list(client: CredoAiClient, sort: string, limit = Infinity) {
	const ids: string[] = [];
	for await (const page of listEntries(client, { query: { sort }, narrowing: [] }, limit)) {
		ids.push(...page.map(({ id }) => id));
	}
	return ids;
}

describe.each([true, false])('an audit log that counts its entries: %s', (counts) => {
	it.each([
		['2,500 entries a second apart', logsOf(2_500), { pageSize: 100 }],
		[
			'a service that leaves out the moment asked for',
			logsOf(250),
			{ pageSize: 100, isExclusive: true },
		],
		['40 of one time each', logsOf(400, 40), { pageSize: 100 }],
		['150 of one time', logsOf(150, 150), { pageSize: 100 }],
		['150 of one time, then others', logsOf(450, 150), { pageSize: 100 }],
		['950 of one time, with page numbers', logsOf(1_200, 950), { pageSize: 100, isNumbered: true }],
		['150 within a second that it takes for one moment', fastLogs(150), coarse],
		[
			'150 within a minute that it takes for one moment',
			fastLogs(150, 300),
			{ ...coarse, resolution: 60_000 },
		],
		[
			'a count of the page',
			logsOf(450),
			{ pageSize: 100, countOf: (_: number, onPage: number) => onPage },
		],
		[
			'a count of the page, which says no size',
			logsOf(450),
			{ pageSize: 100, saysSize: false, countOf: (_: number, onPage: number) => onPage },
		],
		[
			'a count that ends at 100',
			logsOf(450),
			{ pageSize: 100, countOf: (found: number) => Math.min(found, 100) },
		],
		['one entry', logsOf(1), { pageSize: 100 }],
		['none', [], { pageSize: 100 }],
	])('comes whole and each entry once: %s', async (_what, logs, service) => {
		const followed = new Set(await follow(clientOf(logs, { ...service, counts }).client));
		expect(idsOf(logs).filter((id) => !followed.has(id))).toEqual([]);
		const { client } = clientOf(logs, { ...service, counts });
		const read = await list(client, '-inserted_at');

		expect(read).toHaveLength(logs.length);
		expect(new Set(read)).toEqual(new Set(idsOf(logs)));
	});
});

describe('an audit log of which more have one time than can be had', () => {
	const logs = [...logsOf(500, 500), { id: 'later', inserted_at: '2026-03-01T10:00:00Z' }];

	it('goes on after them for a trigger, which is told', async () => {
		const gaps: string[] = [];

		const ids = await follow(clientOf(logs, { pageSize: 100 }).client, undefined, (fault) =>
			gaps.push(fault),
		);

		expect(ids).toHaveLength(201);
		expect(ids.at(-1)).toBe('later');
		expect(gaps).toEqual([
			'more entries were written around 2026-03-01T09:00:00.000Z than it gives',
		]);
	});

	it('is an error for a list', async () => {
		const { client } = clientOf(logs, { pageSize: 100 });

		await expect(list(client, 'inserted_at')).rejects.toThrow(
			'Credo AI could not list the audit log: more entries were written around 2026-03-01T09:00:00.000Z than it gives',
		);
	});
});

it('a trigger gets an entry whose time cannot be read, in its place', async () => {
	const logs = [...logsOf(2), { id: 'odd', inserted_at: 'yesterday' }];

	expect(await follow(clientOf(logs, { pageSize: 100 }).client)).toEqual(
		expect.arrayContaining(['odd', 'entry-0', 'entry-1']),
	);
});

it('a trigger asks once where all that is there came at once', async () => {
	const { client, asked } = clientOf(logsOf(3), { pageSize: 100 });

	await follow(client, start * 1000);

	expect(asked).toHaveLength(1);
	expect(asked[0]).toMatchObject({
		sort: 'inserted_at',
		'filter[start_time]': '2026-03-01T09:00:00.000Z',
	});
});

describe.each<[string, Service['order']]>([
	['the oldest first', (one, other) => (one.id < other.id ? -1 : 1)],
	['the newest first', (one, other) => (one.id < other.id ? 1 : -1)],
	['mixed', (one, other) => (reversed(one.id) < reversed(other.id) ? -1 : 1)],
])('an audit log that comes in an order of its own: %s', (_order, order) => {
	const logs = logsOf(100).slice(10);

	it('is sorted where it comes on one page', async () => {
		const service = { pageSize: 100, order };

		expect(await follow(clientOf(logs, service).client)).toEqual(idsOf(logs));
		expect(await list(clientOf(logs, service).client, '-inserted_at')).toEqual(
			idsOf(logs).reverse(),
		);
	});

	it.each(['inserted_at', '-inserted_at'])(
		'is never taken for whole where it does not: %s',
		async (sort) => {
			const read = await list(clientOf(logs, { pageSize: 40, order }).client, sort).catch(
				(error: Error) => error.message,
			);

			const inOrder = sort === 'inserted_at' ? idsOf(logs) : idsOf(logs).reverse();
			expect([
				inOrder,
				'Credo AI could not list the audit log: it does not give the entries in the order that was asked for',
			]).toContainEqual(read);
		},
	);

	it('shows by two entries from which end it is, though one is wanted', async () => {
		const { client } = clientOf(logs, { pageSize: 100, order });

		const read = await Promise.all(
			['inserted_at', '-inserted_at'].map(
				async (sort) => await list(client, sort, 1).catch(() => 'refused'),
			),
		);

		expect(read).toContain('refused');
		const allowed = ['refused', ['entry-10'], ['entry-99']];
		for (const one of read) expect(allowed).toContainEqual(one);
	});
});

const reversed = (id: string) => [...id].reverse().join('');
