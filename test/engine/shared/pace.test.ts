import { waitUntil } from '../../../sandbox/waitUntil';
import { useCredas } from '../credas/service';
import { startNode, wordsOf } from '../engine';

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
