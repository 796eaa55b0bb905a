import {
	isExpression,
	type IDataObject,
	type INodeParameters,
	type IPollFunctions,
} from 'n8n-workflow';

import { pollAuditLog } from '../../../nodes/CredoAi/auditLogTrigger/poll';

const noon = Date.parse('2026-01-05T12:00:00Z');
const minute = 60_000;

/** Gives entries with ids `<name>1` …, each so many milliseconds after the one before. */
const written = (name: string, count: number, at: number, apart = 0) =>
	Array.from({ length: count }, (_, index) => ({
		id: `${name}${index + 1}`,
		at: new Date(at + index * apart).toISOString(),
	}));

/** An audit log that gives pages of 100, by time alone, as the published interface does it; and a trigger that polls it. */
function setUp({ pageSize = 100, heard = (at: number) => at } = {}) {
	const log: Array<{ id: string; at: string; name?: string; says?: IDataObject }> = [];
	const warnings: string[] = [];
	/** In which order the log comes where it is not the one that is asked for; and whether filters are heeded. */
	const habits: { order?: 'oldest first' | 'newest first'; heedsFilters: boolean } = {
		heedsFilters: true,
	};
	const node = { id: 'n1', name: 'Audit log', parameters: {} as INodeParameters };
	const credential = { baseUrl: 'https://credo.example.com', tenant: 'example' };
	let staticData: Record<string, IDataObject> = {};
	const dataOf = (type: string) =>
		(staticData[type === 'global' ? 'global' : `node:${node.name}`] ??= {});
	let requests = 0;

	const answer = ({ qs }: { qs: Record<string, string> }) => {
		requests++;
		const unpublished = Object.keys(qs).filter((key) => /number|after|before/.test(key));
		if (unpublished.length > 0) {
			throw Object.assign(new Error(), { response: { status: 400, data: '', headers: {} } });
		}
		const timeOf = ({ at }: { at: string }) => Date.parse(at);
		const [from, to] = ['filter[start_time]', 'filter[end_time]'].map((name) =>
			heard(Date.parse(qs[name] ?? '')),
		);
		const found = log
			.filter((entry) => !(timeOf(entry) < Number(from)) && !(timeOf(entry) > Number(to)))
			.filter(({ name }) => !habits.heedsFilters || [undefined, name].includes(qs['filter[name]']))
			.sort((one, other) => timeOf(one) - timeOf(other));
		const isNewestFirst =
			(habits.order ?? qs.sort) === (habits.order ? 'newest first' : '-inserted_at');
		if (isNewestFirst) found.reverse();
		const data = found.slice(0, Math.min(pageSize, Number(qs['page[limit]'])));
		const body = {
			data: data.map(({ id, at, name, says }) => ({
				id,
				type: 'audit_logs',
				attributes: { name, inserted_at: at, ...says },
			})),
			meta: { page: 1, per_page: pageSize, total_count: found.length },
		};
		return { statusCode: 200, body };
	};
	const context = {
		getMode: () => 'trigger',
		getWorkflow: () => ({ id: 'w1', name: 'Workflow', active: true }),
		getNode: () => node,
		getInstanceId: () => 'i1',
		getWorkflowStaticData: dataOf,
		// The expressions here give nothing.
		getNodeParameter: (name: string, fallback: unknown) =>
			isExpression(node.parameters[name]) ? '' : (node.parameters[name] ?? fallback),
		getCredentials: async () => credential,
		helpers: {
			httpRequestWithAuthentication: async (_: string, options: never) => answer(options),
		},
		logger: {
			warn: (text: string) => warnings.push(text),
			debug: () => {},
			info: () => {},
			error: () => {},
		},
	} as unknown as IPollFunctions;

	return {
		log,
		habits,
		warnings,
		node,
		credential,
		requests: () => requests,
		/** Polls so many times, and gives the ids of what each poll brought. */
		poll: async (times = 1) => {
			const polls: string[][] = [];
			for (let poll = 0; poll < times; poll++) {
				const [items = []] = (await pollAuditLog(context)) ?? [];
				polls.push(items.map(({ json }) => String(json.id)));
			}
			return polls;
		},
		/** What n8n has in its database: everything, as text. */
		restart: () => (staticData = JSON.parse(JSON.stringify(staticData))),
	};
}

const idsOf = (entries: Array<{ id: string }>) => entries.map(({ id }) => id);

describe('a log that gives 100 entries a page', () => {
	it('is gone through from where the last poll stopped: 2,500 within a minute', async () => {
		const { log, poll } = setUp();
		log.push(...written('old', 3, noon - minute));
		await poll();
		const news = written('new', 2_500, noon, 20);
		log.push(...news);

		const polls = await poll(5);

		expect(polls.flat()).toEqual(idsOf(news));
		expect(polls.map((ids) => ids.length)).toEqual([1_000, 1_000, 500, 0, 0].map(near(polls)));
		log.push(...written('later', 1, noon + 60 * minute));
		expect(await poll()).toEqual([['later1']]);
	});

	it('is gone through even where a page holds ten: each poll goes on where the last one stopped', async () => {
		const { log, poll } = setUp({ pageSize: 10 });
		log.push(...written('old', 3, noon - minute));
		await poll();
		const news = written('new', 1_500, noon, 20);
		log.push(...news);

		expect((await poll(12)).flat()).toEqual(idsOf(news));
		log.push(...written('later', 1, noon + 10 * minute));
		expect((await poll(2)).flat()).toEqual(['later1']);
	});

	it('says once that more were written at one moment than it gives, whatever the number of polls', async () => {
		const { log, poll, warnings } = setUp();
		log.push(...written('old', 3, noon - minute));
		await poll();
		log.push(...written('same', 250, noon), ...written('later', 1, noon + minute));

		expect((await poll(3)).flat()).toHaveLength(201);

		expect(warnings).toEqual([
			`Audit log of Credo AI: more entries were written around ${new Date(noon).toISOString()} than it gives`,
		]);
	});

	it('gives 150 entries of one time', async () => {
		const { log, poll } = setUp();
		log.push(...written('old', 3, noon - minute));
		await poll();
		const news = written('same', 150, noon);
		log.push(...news);

		expect((await poll(3)).flat().sort()).toEqual(idsOf(news).sort());
		log.push(...written('later', 1, noon + minute));
		expect(await poll()).toEqual([['later1']]);
	});

	it('gives what can be had of 500 entries of one time, and what comes after it', async () => {
		const { log, poll } = setUp();
		log.push(...written('old', 3, noon - minute));
		await poll();
		log.push(...written('same', 500, noon), ...written('later', 1, noon + minute));

		const ids = (await poll(3)).flat();

		expect(ids).toContain('later1');
		expect(new Set(ids).size).toBe(ids.length);
	});

	it.each([
		['does not heed the time that is asked for', () => NaN],
		['compares times by the second', (at: number) => Math.floor(at / 1_000) * 1_000],
		['compares times by the minute', (at: number) => Math.floor(at / minute) * minute],
	])('comes to an end where it %s', async (_, heard) => {
		const { log, poll, requests } = setUp({ heard });
		log.push(...written('old', 3, noon - 10 * minute));
		await poll();
		log.push(...written('same', 150, noon), ...written('later', 1, noon + 5 * minute));

		const ids = (await poll(3)).flat();

		expect(requests()).toBeLessThan(80);
		expect(new Set(ids).size).toBe(ids.length);
		if (!Number.isNaN(heard(noon))) expect(ids).toContain('later1');
	});

	it('starts from now although the newest page has one time', async () => {
		const { log, poll } = setUp();
		log.push(...written('old', 150, noon));

		await poll();
		expect((await poll(2)).flat()).toEqual([]);
		log.push(...written('new', 1, noon + 1));
		expect(await poll()).toEqual([['new1']]);
	});

	it('is read with a few requests when nothing was written', async () => {
		const { log, poll, requests } = setUp();
		await poll();
		log.push(...written('new', 5_000, noon, 50));
		await poll(9);
		const before = requests();

		await poll();

		expect(requests() - before).toBeLessThanOrEqual(12);
	});
});

describe('an entry', () => {
	it.each([1, 2, 10, 59])('that shows up %d minutes late is given', async (minutes) => {
		const { log, poll } = setUp();
		log.push(...written('old', 3, noon - 120 * minute));
		await poll();
		log.push(...written('new', 50, noon, 1_000));
		await poll();

		log.push(...written('late', 1, noon + 49_000 - minutes * minute));

		expect(await poll(2)).toEqual([['late1'], []]);
	});

	it.each(['', 'yesterday', '2026-13-45T00:00:00Z'])(
		'whose time reads “%s” is given once, and those after it too',
		async (at) => {
			const { log, poll } = setUp();
			log.push(...written('old', 3, noon));
			await poll();
			log.push({ id: 'odd', at }, ...written('new', 2, noon + minute));
			expect((await poll(2)).flat().sort()).toEqual(['new1', 'new2', 'odd']);

			for (let hours = 1; hours < 4; hours++) {
				log.push(...written(`h${hours}-`, 1, noon + hours * 60 * minute));
				expect(await poll()).toEqual([[`h${hours}-1`]]);
			}
		},
	);

	it('whose time lies in the future makes nothing old that is written after it', async () => {
		const { log, poll } = setUp();
		log.push(...written('old', 3, noon));
		await poll();
		log.push(...written('future', 1, Date.parse('2999-01-01T00:00:00Z')));
		expect((await poll(2)).flat()).toEqual(['future1']);

		for (let hours = 1; hours < 4; hours++) {
			log.push(...written(`h${hours}-`, 1, noon + hours * 60 * minute));
			expect((await poll(2)).flat()).toEqual([`h${hours}-1`]);
		}
	});

	it('with an unreadable time alone in the log stops nothing', async () => {
		const { log, poll } = setUp();
		await poll();
		log.push({ id: 'odd', at: 'x' });
		expect((await poll(2)).flat()).toEqual(['odd']);
		log.push(...written('new', 1, Date.now()));
		expect((await poll(2)).flat()).toEqual(['new1']);
	});
});

describe('the mark', () => {
	const setUpWithHistory = async () => {
		const here = setUp();
		here.log.push(
			...written('old', 500, noon - 50 * minute, 1_000).map((entry, index) => ({
				...entry,
				name: index % 2 ? 'task_created' : 'task_deleted',
			})),
		);
		here.node.parameters = { actions: ['never_done'] };
		await here.poll(2);
		return here;
	};
	const write = ({ log }: ReturnType<typeof setUp>, id: string) =>
		log.push({ id, at: new Date(noon + log.length).toISOString(), name: 'task_created' });

	it.each<[string, INodeParameters]>([
		['a corrected action', { actions: ['task_created'] }],
		['several actions', { actions: ['task_created', 'task_deleted'] }],
		['no action', { actions: [] }],
		['a resource name', { actions: [], options: { resourceName: 'x' } }],
	])('is not used with %s: it starts from now', async (_, parameters) => {
		const here = await setUpWithHistory();

		here.node.parameters = parameters;

		expect((await here.poll(2)).flat()).toEqual([]);
		write(here, 'new');
		expect(await here.poll()).toEqual([['new']]);
	});

	it.each([
		['another tenant', { tenant: 'another' }],
		['another address', { baseUrl: 'https://another.example.com' }],
	])('is not used with %s: it starts from now', async (_, change) => {
		const here = await setUpWithHistory();
		here.node.parameters = { actions: ['task_created'] };
		await here.poll();
		write(here, 'elsewhere');

		Object.assign(here.credential, change);

		expect((await here.poll(2)).flat()).toEqual([]);
		write(here, 'new');
		expect(await here.poll()).toEqual([['new']]);
	});

	it('is not for another node of the same name', async () => {
		const here = await setUpWithHistory();
		here.node.parameters = { actions: ['task_created'] };
		await here.poll();
		write(here, 'before');

		here.node.id = 'another';

		expect((await here.poll(2)).flat()).toEqual([]);
	});

	it('stays when the node is renamed, to and fro, also over a restart', async () => {
		const here = await setUpWithHistory();
		here.node.parameters = { actions: ['task_created'] };
		await here.poll();
		for (const name of ['Renamed', 'Audit log', 'Renamed again']) {
			write(here, `before ${name}`);
			here.restart();
			here.node.name = name;

			expect(await here.poll(2)).toEqual([[`before ${name}`], []]);
		}
	});

	it('stays when actions are chosen in another order', async () => {
		const here = await setUpWithHistory();
		here.node.parameters = { actions: ['task_created', 'task_deleted'] };
		await here.poll();
		write(here, 'new');

		here.node.parameters = { actions: ['task_deleted', 'task_created'] };

		expect(await here.poll()).toEqual([['new']]);
	});
});

describe('a filter that came out empty', () => {
	it.each<[string, INodeParameters]>([
		['Actions', { actions: '={{ $vars.missing }}' }],
		['Actions', { actions: [''] }],
		['Resource Type', { options: { resourceType: [] } }],
		['Resource Name', { options: { resourceName: ' ' } }],
		['Use Case', { options: { useCaseId: { __rl: true, mode: 'id', value: '' } } }],
	])('lets nothing through and is named: %s', async (name, parameters) => {
		const here = setUp();
		await here.poll();
		here.log.push(...written('new', 3, noon));

		here.node.parameters = parameters;

		await expect(here.poll()).rejects.toThrow(
			`“${name}” is empty. Without it, every entry would start the workflow. Fill it in, or remove it from the filters.`,
		);
	});
});

describe('a log that does not come in the order that is asked for', () => {
	const refusal = 'it does not give the entries in the order that was asked for';

	it('is sorted where all of it came at once: nothing is lost or given twice', async () => {
		const { log, habits, poll } = setUp();
		habits.order = 'newest first';
		log.push(...written('old', 3, noon - minute));
		await poll();
		for (const name of ['first', 'second', 'third']) {
			const news = written(name, 20, noon + minute * log.length, 20);
			log.push(...news);
			expect(await poll()).toEqual([idsOf(news)]);
		}
		expect(await poll(2)).toEqual([[], []]);
	});

	it('is an error where more was written than came, and nothing is lost once it is mended', async () => {
		const { log, habits, poll } = setUp();
		log.push(...written('old', 3, noon - minute));
		await poll();
		const news = written('new', 250, noon, 20);
		log.push(...news);

		habits.order = 'newest first';
		await expect(poll()).rejects.toThrow(refusal);
		await expect(poll()).rejects.toThrow(refusal);
		habits.order = undefined;

		expect((await poll(2)).flat()).toEqual(idsOf(news));
	});

	it('makes no news of history: where the newest were asked for and the oldest came, it does not start', async () => {
		const { log, habits, poll } = setUp();
		log.push(...written('old', 250, noon - 300 * minute, minute));

		habits.order = 'oldest first';
		await expect(poll()).rejects.toThrow(refusal);
		habits.order = undefined;

		expect((await poll(2)).flat()).toEqual([]);
	});
});

describe('a filter that Credo AI does not heed', () => {
	const [wantedCase, otherCase] = ['64YUaLWSviHgibJaRWr3ZE', 'J6NKhfyrtyx5aBn4hVJeXS'];
	const [uuid, otherUuid] = [
		'5b9c1d9e-0000-4000-8000-000000000001',
		'5b9c1d9e-0000-4000-8000-000000000002',
	];
	const setUpWith = async (parameters: INodeParameters) => {
		const here = setUp();
		here.habits.heedsFilters = false;
		here.node.parameters = parameters;
		here.log.push(...written('old', 1, noon - minute));
		await here.poll();
		const write = (...entries: IDataObject[]) =>
			here.log.push(
				...entries.map((says, index) => ({
					id: `new${index + 1}`,
					at: new Date(noon + index).toISOString(),
					says,
				})),
			);
		return { ...here, write };
	};
	const byUseCase = { options: { useCaseId: { __rl: true, mode: 'id', value: wantedCase } } };

	it.each<[string, INodeParameters, IDataObject, IDataObject]>([
		['one action', { actions: ['task_created'] }, { name: 'task_created' }, { name: 'x' }],
		['actions', { actions: ['a', 'b'] }, { name: 'b' }, { name: 'c' }],
		[
			'a type',
			{ options: { resourceType: ['tasks'] } },
			{ resource_type: 'tasks' },
			{ resource_type: 'x' },
		],
		[
			'a name',
			{ options: { resourceName: 'triage' } },
			{ resource_name: 'Claims Triage' },
			{ resource_name: 'x' },
		],
		['a use case', byUseCase, { use_case_id: wantedCase }, { use_case_id: otherCase }],
	])('lets through only what fits: %s', async (_what, parameters, fits, other) => {
		const { write, poll, warnings } = await setUpWith(parameters);
		write(other, fits, other);

		expect(await poll(2)).toEqual([['new2'], []]);
		expect(warnings).toEqual([]);
	});

	it('gives what does not say whether it fits, and the log says so', async () => {
		const { write, poll, warnings } = await setUpWith(byUseCase);
		write({}, { use_case_id: uuid }, { use_case_id: null }, { use_case_id: otherCase });

		expect(await poll()).toEqual([['new1', 'new2', 'new3']]);
		expect(warnings).toEqual([
			'Some entries of the audit log do not say whether they fit the filter “Use Case”, so it cannot be told whether Credo AI heeded it.',
		]);
	});

	it('is an error where two use cases come that cannot be compared with the one that was asked for', async () => {
		const { write, poll, habits, log } = await setUpWith(byUseCase);
		write({ use_case_id: uuid }, { use_case_id: otherUuid });

		await expect(poll()).rejects.toThrow('it gave what the filter “Use Case” does not let through');
		log.pop();
		habits.heedsFilters = true;

		expect(await poll()).toEqual([['new1']]);
	});

	it('of several actions lets nothing through that does not name its action', async () => {
		const { write, poll } = await setUpWith({ actions: ['a', 'b'] });
		write({}, { name: 'a' });

		expect(await poll()).toEqual([['new2']]);
	});
});

/** A poll hands over whole pages, so it may go a page beyond what it was to read. */
function near(polls: string[][]) {
	return (count: number, index: number): unknown => {
		const got = polls[index]?.length ?? 0;
		return Math.abs(got - count) <= 200 ? got : count;
	};
}
