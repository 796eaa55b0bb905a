import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { journeys } from '../../sandbox/simulators/credas';

import { useCredas } from './credas/service';
import { jsonOf, useBinaryStore } from './engine';
import { onVirtualTime } from './virtualTime';

/** How long the service takes for each request, in milliseconds: one round. */
const round = 1_000;

/** A wider gate is tried after 4 rounds, 8, 16, 32 and 64. */
const widenings = 6;

const jobs = ['200 details', '60 result packs', '60 creates'] as const;

const retryAfterKinds = ['no Retry-After', 'Retry-After: 1', 'Retry-After as a date'] as const;

/** How many requests a service takes at once, the batch size, what is done, and how it says when to come again. */
export type BusyCase = readonly [
	atOnce: number,
	batchSize: number,
	job: (typeof jobs)[number],
	retryAfter: (typeof retryAfterKinds)[number],
];

/** Every one of them: 108. */
export const busyCases: readonly BusyCase[] = [1, 2, 5, 10].flatMap((atOnce) =>
	[5, 20, 50].flatMap((batchSize) =>
		jobs.flatMap((job) => retryAfterKinds.map((kind) => [atOnce, batchSize, job, kind] as const)),
	),
);

interface Job {
	operation: string;
	items: IDataObject[];
	parameters: INodeParameters;
	/** How many requests must be served, one stage after the other. */
	stages: number[];
}

/**
 * Runs the nodes against a busy service, each test for one case. Time passes only while the nodes wait for it, so what is
 * bounded does not depend on the machine.
 */
export function itEndsWhile(cases: readonly BusyCase[]): void {
	const credas = useCredas();

	// What n8n writes to a disk takes time of its own.
	beforeAll(async () => await useBinaryStore('memory'));
	afterAll(async () => await useBinaryStore('filesystem'));

	const completed = (count: number) =>
		Array.from({ length: count }, () => {
			const { id } = credas.simulator.createProcess();
			credas.simulator.completeProcess(id);
			return { id };
		});

	const jobOf = (name: BusyCase[2]): Job => {
		const parameters = { processId: '={{ $json.id }}' };
		switch (name) {
			case '200 details':
				return {
					operation: 'process:getDetails',
					items: completed(200),
					parameters,
					stages: [200],
				};
			case '60 result packs':
				// The process and its details, then the person's name, checks and report.
				return {
					operation: 'process:getResultPack',
					items: completed(60),
					parameters,
					stages: [5 * 60],
				};
			case '60 creates':
				return {
					operation: 'process:create',
					items: Array.from({ length: 60 }, (_unused, index) => ({ title: `Flat ${index}` })),
					parameters: newProcess,
					// The journey, then the processes.
					stages: [1, 60],
				};
		}
	};

	it.each(cases)(
		'a service of %i at once, batch size %i, %s, %s',
		async (atOnce, batchSize, name, kind) => {
			const { operation, items, parameters, stages } = jobOf(name);
			const { result, load, milliseconds } = await onVirtualTime(async (time) => {
				const load = credas.simulator.faults.limit({
					path: '/api/v2/ci/*',
					atOnce,
					eachTakesMs: round,
					wait: async (milliseconds) => await time.pause(milliseconds),
					retryAfter: retryAfterOf(kind),
				});
				const result = await credas.run(
					operation,
					{ ...parameters, options: { batchSize } },
					{ input: items.map((json) => ({ json })) },
				);
				return { result, load, milliseconds: time.now() };
			});

			expect(result.error).toBeUndefined();
			expect(new Set(jsonOf(result).map(({ processId }) => processId)).size).toBe(items.length);
			// Each once: what was refused had not been done.
			const served = credas.simulator.requests.length - load.refused;
			expect(served).toBe(stages.reduce((sum, requests) => sum + requests, 0));
			expect(load.refused).toBeLessThanOrEqual(2 * batchSize + widenings);
			const width = Math.min(atOnce, batchSize);
			const fewestRounds = stages.reduce((sum, requests) => sum + Math.ceil(requests / width), 0);
			expect(milliseconds / round).toBeLessThanOrEqual(1.5 * fewestRounds);
		},
	);
}

const newProcess: INodeParameters = {
	journeyId: { __rl: true, mode: 'id', value: journeys.identity.id },
	title: '={{ $json.title }}',
	callback: 'none',
	people: {
		person: [
			{ firstName: 'Ada', surname: 'Example', emailAddress: 'ada@example.com', actorId: 110 },
		],
	},
};

function retryAfterOf(kind: BusyCase[3]): string | (() => string) | undefined {
	if (kind === 'no Retry-After') return undefined;
	return kind === 'Retry-After: 1' ? '1' : () => new Date(Date.now() + round).toUTCString();
}
