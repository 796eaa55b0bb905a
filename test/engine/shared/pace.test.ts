import { journeys } from '../../../sandbox/simulators/credas';
import { waitUntil } from '../../../sandbox/waitUntil';
import { useCredas } from '../credas/service';
import { jsonOf, startNode, wordsOf } from '../engine';

const credas = useCredas();

const everyPath = '/api/v2/ci/*';
const details = { processId: '={{ $json.id }}' };

const processes = (count: number) =>
	Array.from({ length: count }, () => {
		const { id } = credas.simulator.createProcess();
		credas.simulator.completeProcess(id);
		return { json: { id } };
	});

const twoPeople = { journey: 'rightToRent', people: [{}, { actorId: 118 }] } as const;

const aProcess = {
	journeyId: { __rl: true, mode: 'id', value: journeys.identity.id },
	title: '={{ $json.title }}',
	callback: 'none',
	people: {
		person: [
			{ firstName: 'Ada', surname: 'Example', emailAddress: 'ada@example.com', actorId: 110 },
		],
	},
};

// How it goes in rounds, for every N, batch and Retry-After, is counted on a clock of its own in test/unit/shared.

describe('a service that takes so many requests at once', () => {
	it.each([
		[1, 20, undefined],
		[2, 50, '0.05'],
		[5, 20, undefined],
		[10, 5, undefined],
	])(
		'N = %i, batch %i, Retry-After %s: 60 details all come, in their order',
		async (atOnce, batchSize, retryAfter) => {
			const input = processes(60);
			const limit = { path: everyPath, atOnce, eachTakesMs: 10, retryAfter };
			const load = credas.simulator.faults.limit(limit);

			const result = await credas.run(
				'process:getDetails',
				{ ...details, options: { batchSize } },
				{ input },
			);

			expect(result.error).toBeUndefined();
			const ids = jsonOf(result).map(({ processId }) => processId);
			expect(ids).toEqual(input.map(({ json }) => json.id));
			expect(load.refused).toBeLessThanOrEqual(2 * batchSize + 6);
		},
	);

	it('brings result packs with all their reports', async () => {
		const input = processes(12);
		credas.simulator.faults.limit({ path: everyPath, atOnce: 5, eachTakesMs: 10 });

		const result = await credas.run(
			'process:getResultPack',
			{ ...details, options: { batchSize: 20 } },
			{ input },
		);

		expect(result.error).toBeUndefined();
		expect(result.output[0]?.map(({ binary }) => Object.keys(binary ?? {}))).toEqual(
			input.map(() => ['report']),
		);
	});

	it('gets each process created once', async () => {
		const load = credas.simulator.faults.limit({ path: everyPath, atOnce: 5, eachTakesMs: 10 });
		const input = Array.from({ length: 60 }, (_, index) => ({ json: { title: `Flat ${index}` } }));

		const result = await credas.run(
			'process:create',
			{ ...aProcess, options: { batchSize: 20 } },
			{ input },
		);

		expect(result.error).toBeUndefined();
		expect(load.refused).toBeGreaterThan(0);
		const ids = jsonOf(result).map(({ processId }) => processId);
		expect(new Set(ids).size).toBe(60);
		const created = credas.simulator.requests.filter(({ method }) => method === 'POST');
		expect(created).toHaveLength(60 + load.refused);
	});
});

describe('the batch size', () => {
	it('bounds the requests inside one result pack, reports included', async () => {
		const load = credas.simulator.faults.limit({ path: everyPath, atOnce: 100, eachTakesMs: 20 });
		const { id } = credas.simulator.createProcess(twoPeople);
		credas.simulator.completeProcess(id);

		const result = await credas.run('process:getResultPack', {
			processId: id,
			options: { batchSize: 1 },
		});

		expect(result.error).toBeUndefined();
		expect(load.most).toBe(1);
	});
});

describe('a service that stays busy', () => {
	const refuse = (retryAfter?: number | string) =>
		credas.simulator.faults.add({
			path: everyPath,
			times: Number.POSITIVE_INFINITY,
			effect: { kind: 'status', status: 429, retryAfter },
		});

	it('is waited for as long as Wait If Busy says', async () => {
		const input = processes(3);
		refuse(0);

		const result = await credas.run(
			'process:getDetails',
			{ ...details, options: { maxWait: 0.02 } },
			{ input },
		);

		const { message, description } = wordsOf(result);
		expect(message).toContain('Credas could not read the details of the process: it answered 429');
		expect(description).toContain('“Wait If Busy”');
		expect(credas.requests().length).toBeGreaterThan(3);
	});

	it('is not asked again where Wait If Busy is 0', async () => {
		const input = processes(1);
		refuse(1);
		const options = { maxWait: 0 };
		const result = await credas.run('process:getDetails', { ...details, options }, { input });
		expect(wordsOf(result).message).toContain('it answered 429');
		expect(credas.requests()).toHaveLength(1);
	});

	it('is not waited for where it names a moment beyond that', async () => {
		const input = processes(1);
		refuse(3_600);
		const result = await credas.run('process:getDetails', details, { input });
		expect(wordsOf(result).message).toContain('it answered 429');
	});

	it('leaves the error to say how far it came', async () => {
		const input = processes(4);
		const [, , third] = input;
		credas.simulator.faults.add({
			path: `/api/v2/ci/processes/${third?.json.id}/details`,
			times: Number.POSITIVE_INFINITY,
			effect: { kind: 'status', status: 429, retryAfter: 3_600 },
		});
		const options = { batchSize: 1 };
		const result = await credas.run('process:getDetails', { ...details, options }, { input });
		expect(wordsOf(result).description).toContain('2 of 4 items were done.');
	});

	it('is left at once when the execution is cancelled', async () => {
		const input = processes(1);
		refuse(60);
		const running = startNode(credas.setUp('process:getDetails', details, { input }));
		await waitUntil({
			what: 'The first request',
			timeoutMs: 60_000,
			intervalMs: 5,
			look: async () => credas.requests()[0],
		});
		running.cancel();
		await running.result;
		expect(credas.requests()).toHaveLength(1);
	});
});
