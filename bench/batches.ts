import axios from 'axios';
import type { INode, INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import type { CredentialSummary } from '../sandbox/n8nClient';
import { startCredasSimulator, type CredasSimulator } from '../sandbox/simulators/credas';

import { figure, type Figure } from './figures';
import { atDistance, type DistantService } from './latency';
import { nodeMilliseconds, startMeasuredN8n, type MeasuredN8n } from './n8n';
import { chain, end, node, splitItems, webhook } from './workflows';

const distanceMilliseconds = 50;
const batchSize = 10;
/** What a user may choose whose account allows as much; the HTTP Request node sends everything at once. */
const wideBatchSize = 50;
const measuredNode = 'Measured';

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
		const packs: number[] = [];
		const packsAlone: number[] = [];
		const finishes: Array<[own: boolean, peer: boolean]> = [];
		for (let each = 0; each < runs; each++) {
			details.push(await run(detailsNode(access, batchSize), processIds));
			detailsWide.push(await run(detailsNode(access, wideBatchSize), processIds));
			detailsAlone.push(await run(detailsNode(access, 1), processIds));
			byRequest.push(await run(requestNode(access, near), processIds));
			const some = processIds.slice(0, 100);
			packs.push(await run(packNode(access, batchSize), some));
			packsAlone.push(await run(packNode(access, 1), some));
			finishes.push([
				await finishesAll(async () => await run(detailsNode(narrowAccess, batchSize), processIds)),
				await finishesAll(async () => await run(requestNode(narrowAccess, narrow), processIds)),
			]);
		}
		const ratios = (own: number[], peer: number[]) =>
			own.map((milliseconds, index) => milliseconds / (peer[index] ?? NaN));
		const roundsOfPacks = (100 / batchSize) * 2 * distanceMilliseconds;
		const share = (which: 0 | 1) => finishes.map((finish) => (finish[which] ? 1 : 0));
		return [
			figure({ name: '500 details, 10 at once', unit: 'ms' }, details),
			figure(
				{
					name: '500 details, time',
					peer: 'HTTP Request node, all at once',
					unit: '×',
					bar: { atMost: 1 },
				},
				ratios(details, byRequest),
			),
			figure(
				{
					name: '500 details, time, 50 at once',
					peer: 'HTTP Request node, all at once',
					unit: '×',
					bar: { atMost: 1 },
				},
				ratios(detailsWide, byRequest),
			),
			figure(
				{ name: '500 details, time', peer: 'one after another', unit: '×' },
				ratios(details, detailsAlone),
			),
			figure(
				{
					name: '100 result packs, time',
					peer: 'the limit of two rounds, 10 at once',
					unit: '×',
					bar: { atMost: 2.5 },
				},
				packs.map((milliseconds) => milliseconds / roundsOfPacks),
			),
			figure(
				{ name: '100 result packs, time', peer: 'one after another', unit: '×' },
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
				{ name: 'the same with the HTTP Request node: runs that finish', unit: 'of 1' },
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

async function credentialFor(
	n8n: MeasuredN8n,
	{ apiKey }: CredasSimulator,
	{ origin }: Pick<DistantService, 'origin'>,
): Promise<CredentialSummary> {
	return await n8n.credential('credasApi', { environment: 'custom', baseUrl: origin, apiKey });
}

function completedProcess(portal: CredasSimulator): string {
	const { id } = portal.createProcess();
	portal.setProcessStatus(id, 2);
	return id;
}

const idOfItem = "={{ $json['body.items'] }}";

const credasNode = (access: CredentialSummary, parameters: INodeParameters) =>
	node(
		'credas',
		1,
		measuredNode,
		{ resource: 'process', processId: idOfItem, ...parameters },
		access,
	);

const detailsNode = (access: CredentialSummary, atOnce: number) =>
	credasNode(access, { operation: 'getDetails', options: { batchSize: atOnce } });

const packNode = (access: CredentialSummary, atOnce: number) =>
	credasNode(access, { operation: 'getResultPack', options: { batchSize: atOnce } });

const requestNode = (access: CredentialSummary, { origin }: Pick<DistantService, 'origin'>) =>
	node(
		'n8n-nodes-base.httpRequest',
		4.2,
		measuredNode,
		{
			url: `=${origin}/api/v2/ci/processes/{{ $json['body.items'] }}/details`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'credasApi',
			options: {},
		},
		access,
	);

const setNode = () =>
	node('n8n-nodes-base.set', 3.4, measuredNode, {
		assignments: {
			assignments: [{ id: 'id', name: 'processId', value: idOfItem, type: 'string' }],
		},
		options: {},
	});

/** Runs a node on an item for each id, and gives how long it took, in milliseconds. */
async function runItems(n8n: MeasuredN8n, measured: INode, ids: string[]): Promise<number> {
	const first = webhook();
	const definition = chain(`batch ${randomUUID()}`, first, splitItems(), measured, end());
	const workflowId = await n8n.publish(definition);
	try {
		const url = `${n8n.client.origin}/webhook/${String(first.parameters.path)}`;
		await axios.post(url, { items: ids }, { proxy: false });
		const execution = await n8n.client.waitForExecution(workflowId, { timeoutMs: 600_000 });
		return nodeMilliseconds(execution, measuredNode);
	} finally {
		await n8n.client.deleteWorkflow(workflowId);
	}
}

async function finishesAll(run: () => Promise<number>): Promise<boolean> {
	return await run().then(
		() => true,
		() => false,
	);
}
