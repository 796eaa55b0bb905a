import type { INode } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import type { CredentialSummary } from '../sandbox/n8nClient';
import { startCredasSimulator, type CredasSimulator } from '../sandbox/simulators/credas';

import { figure, type Figure } from './figures';
import { atDistance, type DistantService } from './latency';
import {
	completedProcess,
	createNode,
	credentialFor,
	detailsNode,
	packNode,
	requestCreateNode,
	requestDetailsNode,
	runItems,
} from './measuredNodes';
import { withMeasuredN8n, type MeasuredN8n } from './n8n';

/** How long the service takes for each request, in milliseconds: one round. */
const round = 50;
const widths = [1, 2, 5, 10];
const batchSizes = [5, 20, 50];
const retryAfterKinds = [
	() => undefined,
	() => '1',
	() => new Date(Date.now() + 1_000).toUTCString(),
];

/** What n8n's HTTP Request node suggests between two batches, in milliseconds. */
const batchInterval = 1_000;

/** Some work, and the node that does it. */
interface Job {
	items: string[];
	/** How many requests must be served. */
	requests: number;
	node: (access: CredentialSummary, service: DistantService, batchSize: number) => INode;
}

/** What came of one run. */
interface Outcome {
	ended: boolean;
	refused: number;
	/** Compared with what the service could do at best. */
	time: number;
}

/**
 * 200 details, 60 result packs and 60 creates from services that take only so many requests at once: our node with three
 * batch sizes and three ways to say when to come again, and n8n's HTTP Request node with the same batch sizes, where one of
 * its nodes can do the work. Each is tried once.
 */
export async function measureBusy(): Promise<Figure[]> {
	return await withMeasuredN8n({}, async (n8n) => {
		const portal = await startCredasSimulator();
		try {
			const figures: Figure[] = [];
			for (const atOnce of widths) {
				const own: Outcome[] = [];
				const peer: Outcome[] = [];
				for (const batchSize of batchSizes) {
					for (const retryAfter of retryAfterKinds) {
						for (const job of ownJobs(portal)) {
							own.push(await tryOut(n8n, portal, { job, atOnce, batchSize, retryAfter }));
						}
					}
					for (const job of peerJobs(portal)) {
						const retryAfter = () => '1';
						peer.push(await tryOut(n8n, portal, { job, atOnce, batchSize, retryAfter }));
					}
				}
				figures.push(
					...figuresOf(`${atOnce} at once: Credas node`, own),
					...figuresOf(`${atOnce} at once: HTTP Request node, a batch each second`, peer),
				);
			}
			return figures;
		} finally {
			await portal.close();
		}
	});
}

function figuresOf(name: string, outcomes: Outcome[]): Figure[] {
	const ended = outcomes.filter((outcome) => outcome.ended);
	return [
		figure({ name: `${name}, runs that end`, unit: `of ${outcomes.length}` }, [ended.length]),
		figure(
			{ name: `${name}, refused requests`, unit: '' },
			outcomes.map(({ refused }) => refused),
		),
		figure(
			{ name: `${name}, time of a run that ends`, peer: 'the least time', unit: '×' },
			ended.map(({ time }) => time),
		),
	];
}

const jobsWith = (portal: CredasSimulator) => ({
	details: { items: completed(portal, 200), requests: 200 },
	// The process and its details, then the person's name, checks and report.
	packs: { items: completed(portal, 60), requests: 5 * 60 },
	// The titles are new, and the journey is asked for once.
	creates: { items: Array.from({ length: 60 }, () => randomUUID()), requests: 60 },
});

function ownJobs(portal: CredasSimulator): Job[] {
	const { details, packs, creates } = jobsWith(portal);
	return [
		{ ...details, node: (access, _service, batchSize) => detailsNode(access, batchSize) },
		{ ...packs, node: (access, _service, batchSize) => packNode(access, batchSize) },
		{ ...creates, node: (access, _service, batchSize) => createNode(access, batchSize) },
	];
}

function peerJobs(portal: CredasSimulator): Job[] {
	const { details, creates } = jobsWith(portal);
	return [
		{
			...details,
			node: (access, service, batchSize) =>
				requestDetailsNode(access, service, { batchSize, batchInterval }),
		},
		{
			...creates,
			node: (access, service, batchSize) =>
				requestCreateNode(access, service, { batchSize, batchInterval }),
		},
	];
}

const completed = (portal: CredasSimulator, count: number) =>
	Array.from({ length: count }, () => completedProcess(portal));

interface Trial {
	job: Job;
	atOnce: number;
	batchSize: number;
	retryAfter: () => string | undefined;
}

async function tryOut(
	n8n: MeasuredN8n,
	portal: CredasSimulator,
	{ job, atOnce, batchSize, retryAfter }: Trial,
): Promise<Outcome> {
	const service = await atDistance(portal.origin, {
		milliseconds: round,
		mostAtOnce: atOnce,
		retryAfter,
	});
	try {
		const access = await credentialFor(n8n, portal, service);
		const measured = job.node(access, service, batchSize);
		const milliseconds = await runItems(n8n, measured, job.items).catch(() => undefined);
		const least = (job.requests / Math.min(atOnce, batchSize)) * round;
		return {
			ended: milliseconds !== undefined,
			refused: service.refused(),
			time: (milliseconds ?? Number.NaN) / least,
		};
	} finally {
		await service.close();
	}
}
