import type { INode } from 'n8n-workflow';

import { startCredasSimulator } from '../sandbox/simulators/credas';

import { figure, type Figure } from './figures';
import { atDistance } from './latency';
import {
	completedProcess,
	credentialFor,
	detailsNode,
	idOfItem,
	measuredNode,
	packNode,
	requestDetailsNode,
	runItems,
} from './measuredNodes';
import { startMeasuredN8n } from './n8n';
import { node } from './workflows';

const distanceMilliseconds = 50;
const batchSize = 10;
/** As many requests as are under way at once with our batch size, spread as the HTTP Request node can. */
const batching = { batchSize, batchInterval: distanceMilliseconds };
/** What a user may choose whose account allows as much. */
const wideBatchSize = 50;

/** 500 details and 100 result packs from a service 50 ms away, compared with what people would use instead. */
export async function measureBatches({ runs }: { runs: number }): Promise<Figure[]> {
	const n8n = await startMeasuredN8n();
	const portal = await startCredasSimulator();
	const near = await atDistance(portal.origin, { milliseconds: distanceMilliseconds });
	const narrow = await atDistance(portal.origin, {
		milliseconds: distanceMilliseconds,
		mostAtOnce: batchSize,
	});
	try {
		const access = await credentialFor(n8n, portal, near);
		const narrowAccess = await credentialFor(n8n, portal, narrow);
		const processIds = Array.from({ length: 500 }, () => completedProcess(portal));
		const run = async (measured: INode, ids: string[]) => await runItems(n8n, measured, ids);

		const details: number[] = [];
		const detailsWide: number[] = [];
		const detailsAlone: number[] = [];
		const byRequest: number[] = [];
		const byRequestInBatches: number[] = [];
		const packs: number[] = [];
		const packsAlone: number[] = [];
		const finishes: Array<[own: boolean, peer: boolean]> = [];
		for (let each = 0; each < runs; each++) {
			details.push(await run(detailsNode(access, batchSize), processIds));
			detailsWide.push(await run(detailsNode(access, wideBatchSize), processIds));
			detailsAlone.push(await run(detailsNode(access, 1), processIds));
			byRequest.push(await run(requestDetailsNode(access, near), processIds));
			byRequestInBatches.push(await run(requestDetailsNode(access, near, batching), processIds));
			const some = processIds.slice(0, 100);
			packs.push(await run(packNode(access, batchSize), some));
			packsAlone.push(await run(packNode(access, 1), some));
			finishes.push([
				await finishesAll(async () => await run(detailsNode(narrowAccess, batchSize), processIds)),
				await finishesAll(
					async () => await run(requestDetailsNode(narrowAccess, narrow, batching), processIds),
				),
			]);
		}
		const ratios = (own: number[], peer: number[]) =>
			own.map((milliseconds, index) => milliseconds / (peer[index] ?? NaN));
		// The process and its details, then the person's name, checks and report.
		const leastOfPacks = ((100 * 5) / batchSize) * distanceMilliseconds;
		const share = (which: 0 | 1) => finishes.map((finish) => (finish[which] ? 1 : 0));
		return [
			figure({ name: '500 details, 10 at once', unit: 'ms' }, details),
			figure(
				{
					name: '500 details, 10 at once, time',
					peer: 'HTTP Request node, a batch of 10 every 50 ms',
					unit: '×',
					bar: { atMost: 1 },
				},
				ratios(details, byRequestInBatches),
			),
			figure(
				{
					name: '500 details, 10 at once, time',
					peer: 'HTTP Request node, all at once',
					unit: '×',
				},
				ratios(details, byRequest),
			),
			figure(
				{
					name: '500 details, 50 at once, time',
					peer: 'HTTP Request node, all at once',
					unit: '×',
					bar: { atMost: 1 },
				},
				ratios(detailsWide, byRequest),
			),
			figure(
				{ name: '500 details, 10 at once, time', peer: 'one after another', unit: '×' },
				ratios(details, detailsAlone),
			),
			figure(
				{
					name: '100 result packs, 10 at once, time',
					peer: 'the least time of its 500 requests, 10 at once',
					unit: '×',
					bar: { atMost: 1.5 },
				},
				packs.map((milliseconds) => milliseconds / leastOfPacks),
			),
			figure(
				{ name: '100 result packs, 10 at once, time', peer: 'one after another', unit: '×' },
				ratios(packs, packsAlone),
			),
			figure(
				{
					name: '500 details from a service that takes 10 at once: runs that finish',
					unit: 'of 1',
					bar: { atLeast: 1 },
				},
				share(0),
			),
			figure(
				{
					name: 'the same with the HTTP Request node, a batch of 10 every 50 ms: runs that finish',
					unit: 'of 1',
				},
				share(1),
			),
		];
	} finally {
		await Promise.all([near.close(), narrow.close()]);
		await portal.close();
		await n8n.close();
	}
}

/** Time and memory for each item, and by what power of the number of items they grow. */
export async function measureGrowth({ runs }: { runs: number }): Promise<Figure[]> {
	const counts = [1, 10, 100, 1_000, 5_000];
	const n8n = await startMeasuredN8n();
	const portal = await startCredasSimulator();
	try {
		const access = await credentialFor(n8n, portal, portal);
		const processId = completedProcess(portal);
		const times = new Map<number, number[]>();
		const setTimes = new Map<number, number[]>();
		const memory: number[] = [];
		for (let each = 0; each < runs; each++) {
			for (const count of counts) {
				const ids = Array.from({ length: count }, () => processId);
				const before = await n8n.residentBytes();
				add(times, count, await runItems(n8n, detailsNode(access, batchSize), ids));
				if (count === 5_000) memory.push(((await n8n.residentBytes()) - before) / count / 1024);
				add(setTimes, count, await runItems(n8n, setNode(), ids));
			}
		}
		const large = counts.filter((count) => count >= 100);
		const ownExponents = Array.from({ length: runs }, (_, run) =>
			exponentOf(
				large.map((count) => {
					const own = (times.get(count)?.[run] ?? NaN) - (setTimes.get(count)?.[run] ?? 0);
					return [count, own];
				}),
			),
		);
		return [
			...counts.map((count) =>
				figure(
					{ name: `time for each of ${count} items`, unit: 'ms' },
					(times.get(count) ?? []).map((milliseconds) => milliseconds / count),
				),
			),
			figure(
				{
					name: 'exponent of growth, 100 to 5,000 items, without what a Set node takes',
					unit: '',
					bar: { atMost: 1.05 },
				},
				ownExponents,
			),
			figure({ name: 'memory kept for each of 5,000 items', unit: 'kB' }, memory),
		];
	} finally {
		await portal.close();
		await n8n.close();
	}
}

function add(into: Map<number, number[]>, count: number, value: number): void {
	into.set(count, [...(into.get(count) ?? []), value]);
}

/** The slope of the straight line through the logarithms. */
function exponentOf(points: number[][]): number {
	const logs = points.map(([count = 1, time = 1]) => [Math.log(count), Math.log(time)] as const);
	const mean = (values: number[]) => values.reduce((sum, it) => sum + it, 0) / values.length;
	const [meanX, meanY] = [mean(logs.map(([x]) => x)), mean(logs.map(([, y]) => y))];
	const above = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
	return above / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

const setNode = () =>
	node('n8n-nodes-base.set', 3.4, measuredNode, {
		assignments: {
			assignments: [{ id: 'id', name: 'processId', value: idOfItem, type: 'string' }],
		},
		options: {},
	});

async function finishesAll(run: () => Promise<number>): Promise<boolean> {
	return await run().then(
		() => true,
		() => false,
	);
}
