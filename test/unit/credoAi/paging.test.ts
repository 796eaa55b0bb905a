import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { CredoAiClient } from '../../../nodes/CredoAi/client/client';
import { readPage } from '../../../nodes/CredoAi/client/jsonApi';
import { markAfter, readMark, readPages } from '../../../nodes/CredoAi/client/paging';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** A client of a service that answers each request of a list by its query, and the queries it was asked with. */
function serviceThat(answerTo: (query: IDataObject) => object) {
	const asked: IDataObject[] = [];
	const context = {
		getCredentials: async () => ({ baseUrl: 'https://api.example.com', tenant: 'example' }),
		getNode: () => ({ name: 'Credo AI' }),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, { qs }: { qs: IDataObject }) => {
				asked.push(qs);
				return { statusCode: 200, body: answerTo(qs) };
			},
		},
	};
	return { client: new CredoAiClient(context as unknown as IExecuteFunctions), asked };
}

/** A service that has `count` pages of one use case each, and what is still held of each page it gave. */
function serviceWithPages(count: number) {
	const given: Array<WeakRef<object>> = [];
	const { client } = serviceThat(() => {
		const page = given.length + 1;
		const answer = {
			data: [{ id: `use-case-${page}`, type: 'use_cases', attributes: { page } }],
			meta: page < count ? { after: `cursor-${page}` } : {},
		};
		given.push(new WeakRef(answer));
		return answer;
	});
	const held = () => given.filter((page) => page.deref() !== undefined).length;
	return { client, held };
}

const entries = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, index) => ({ id: `entry-${from + index}`, type: 'a' }));
const auditLog = {
	path: '/audit_logs',
	largestPage: 1_000,
	wording: { doing: 'list the audit log' },
};

/** Answers as the audit log is published: pages by number, a count of all, and no mark. */
const published = (count: number, query: IDataObject) => {
	const size = Number(query['page[limit]']);
	const page = Number(query['page[number]'] ?? 1);
	const data = entries(Math.min(count, size * (page - 1)), Math.min(count, size * page));
	const meta = { page, per_page: size, total_count: count, total_pages: Math.ceil(count / size) };
	return { data, meta };
};

async function readAll(client: CredoAiClient, limit = Infinity, list = auditLog) {
	const ids: string[] = [];
	for await (const page of readPages(client, list, limit)) ids.push(...page.map(({ id }) => id));
	return ids;
}
const idsOf = (resources: Array<{ id: string }>) => resources.map(({ id }) => id);

describe('reading a list page by page', () => {
	it('lets go of every page whose resources were handed on', async () => {
		const { client, held } = serviceWithPages(12);
		const list = {
			path: '/use_cases',
			largestPage: 1,
			wording: { doing: 'list the use cases' },
		};

		let pages = 0;
		let mostHeld = 0;
		for await (const page of readPages(client, list, Infinity)) {
			pages += page.length;
			await setImmediate();
			if (pages % 4 !== 0) continue;
			collectGarbage();
			mostHeld = Math.max(mostHeld, held());
		}

		expect(pages).toBe(12);
		// The newest one, and at most the one before it, which the engine may not have let go of yet.
		expect(mostHeld).toBeLessThanOrEqual(2);
	});
});

describe('a list that counts its entries and gives no marks', () => {
	it('is read by page numbers, whole', async () => {
		const { client, asked } = serviceThat((query) => published(2_500, query));

		expect(await readAll(client)).toEqual(idsOf(entries(0, 2_500)));
		expect(asked.map((query) => query['page[number]'])).toEqual([undefined, 2, 3]);
	});

	it('is read up to a limit, in pages of one size', async () => {
		const { client, asked } = serviceThat((query) => published(2_500, query));

		expect(await readAll(client, 1_500)).toEqual(idsOf(entries(0, 1_500)));
		expect(asked.map((query) => query['page[limit]'])).toEqual([1_000, 1_000]);
	});

	it('is read in the pages that the service makes, where those are smaller than asked for', async () => {
		const { client, asked } = serviceThat((query) =>
			published(250, { ...query, 'page[limit]': 100 }),
		);

		expect(await readAll(client)).toEqual(idsOf(entries(0, 250)));
		expect(asked).toHaveLength(3);
	});

	it('gives each entry once although others are added while it is read', async () => {
		let added = 0;
		const { client } = serviceThat((query) => {
			const all = [...entries(5_000, 5_000 + added++), ...entries(0, 2_500)];
			const from = 1_000 * (Number(query['page[number]'] ?? 1) - 1);
			return { data: all.slice(from, from + 1_000), meta: { total_count: all.length } };
		});

		expect(await readAll(client)).toEqual(idsOf(entries(0, 2_500)));
	});

	it('is an error where the service knows no page numbers', async () => {
		const { client, asked } = serviceThat(() => published(2_500, { 'page[limit]': 1_000 }));

		await expect(readAll(client)).rejects.toThrow(
			'Credo AI could not list the audit log: it counts 2500 entries, gave 1000, and names no way to the others',
		);
		expect(asked).toHaveLength(2);
	});

	it('is an error where the service counts more than it ever gives', async () => {
		const { client } = serviceThat((query) => {
			const { data, meta } = published(1_500, query);
			return { data, meta: { ...meta, total_count: 2_500 } };
		});

		await expect(readAll(client)).rejects.toThrow('it counts 2500 entries, gave 1500');
	});
});

describe('a list that says there is more in another way', () => {
	type Say = (page: number, of: number) => object;
	const ways: Array<[string, Say]> = [
		['a link', (page, of) => ({ links: { next: page < of ? `/x?page=${page + 1}` : null } })],
		['a link object', (page, of) => ({ links: { next: page < of ? { href: '/x' } : '' } })],
		['has_more', (page, of) => ({ meta: { has_more: page < of, next_cursor: 'unknown' } })],
		['a count of pages', (page, of) => ({ meta: { page, total_pages: of } })],
	];
	const pageOf = (query: IDataObject) => Number(query['page[number]'] ?? 1);

	it.each(ways)('is read by page numbers, whole: %s', async (_, say) => {
		const { client } = serviceThat((query) => {
			const page = pageOf(query);
			return { data: entries(10 * (page - 1), 10 * page), ...say(page, 3) };
		});

		expect(await readAll(client)).toEqual(idsOf(entries(0, 30)));
	});

	it.each(ways)('is never taken for whole where the others cannot be had: %s', async (_, say) => {
		const { client } = serviceThat(() => ({ data: entries(0, 10), ...say(1, 3) }));

		await expect(readAll(client)).rejects.toThrow(
			'it says that there are more entries, gave 10, and names no way to the others',
		);
	});

	it('goes on as somebody scrolls', () => {
		const page = readPage({ data: entries(0, 10), links: { next: '/x?page=2' } });

		expect(page && readMark(markAfter(page))).toEqual({ number: 2, before: 'entry-0' });
	});
});

describe('a list with marks', () => {
	const withMark = (after: (asked: number) => string | null, more: object = {}) => {
		let requests = 0;
		return serviceThat(() => {
			const data = entries(requests, requests + 1);
			return { data, meta: { after: after(++requests), ...more } };
		});
	};

	it('is an error where a mark comes again', async () => {
		const { client, asked } = withMark(() => 'again');

		await expect(readAll(client)).rejects.toThrow('a page as the next one that was read already');
		expect(asked).toHaveLength(2);
	});

	it('is an error where new marks lead to what was read already', async () => {
		let mark = 0;
		const { client, asked } = serviceThat(() => ({
			data: entries(0, 10),
			meta: { after: `mark-${++mark}` },
		}));

		await expect(readAll(client)).rejects.toThrow('after one that held nothing new');
		expect(asked).toHaveLength(2);
	});

	it('is an error where empty pages go on naming next ones', async () => {
		let mark = 0;
		const { client, asked } = serviceThat(() => ({ data: [], meta: { after: `mark-${++mark}` } }));

		await expect(readAll(client)).rejects.toThrow('after one that held nothing new');
		expect(asked).toHaveLength(50);
	});

	it('is an error where the marks end before the list does', async () => {
		const { client } = withMark((asked) => (asked < 3 ? `mark-${asked}` : null), {
			total_count: 7,
		});

		await expect(readAll(client)).rejects.toThrow('it counts 7 entries, gave 3');
	});

	it('may lose entries while it is read', async () => {
		const totals = [4, 4, 3];
		let requests = 0;
		const { client } = serviceThat(() => {
			const total_count = totals[requests];
			const data = entries(requests, requests + 1);
			return { data, meta: { total_count, after: ++requests < 3 ? `mark-${requests}` : null } };
		});

		expect(await readAll(client)).toEqual(idsOf(entries(0, 3)));
	});

	it('is an error where an entry in it is not a resource', async () => {
		const { client } = serviceThat(() => ({ data: [...entries(0, 2), { attributes: {} }] }));

		await expect(readAll(client)).rejects.toThrow(
			'Credo AI sent an unexpected response to the request to list the audit log',
		);
	});
});
