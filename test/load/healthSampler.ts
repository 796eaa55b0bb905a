import { Worker } from 'node:worker_threads';

/** How long n8n took to say that it is well, answer by answer, in milliseconds. */
export type HealthSamples = number[];

/** Milliseconds between an answer and the next question. */
const INTERVAL = 100;

// A thread of its own, so that a busy test does not make n8n look slow.
const PROGRAM = `
	const { parentPort, workerData } = require('node:worker_threads');
	const { get, Agent } = require('node:http');
	const { url, intervalMilliseconds } = workerData;
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	let ended = false;
	parentPort.on('message', () => { ended = true; });
	const sample = () => {
		const startedAt = performance.now();
		const next = (isWell) => {
			parentPort.postMessage(isWell ? performance.now() - startedAt : Infinity);
			if (ended) { agent.destroy(); parentPort.close(); }
			else setTimeout(sample, intervalMilliseconds);
		};
		get(url, { agent }, (response) => {
			response.resume().on('end', () => next(response.statusCode === 200));
		}).on('error', () => next(false));
	};
	sample();
`;

/** Asks for n8n's health again and again until `end` is called, which gives all samples. */
export function sampleHealth(origin: string): { end: () => Promise<HealthSamples> } {
	const samples: HealthSamples = [];
	const workerData = { url: `${origin}/healthz`, intervalMilliseconds: INTERVAL };
	const worker = new Worker(PROGRAM, { eval: true, workerData });
	worker.on('message', (milliseconds: number) => samples.push(milliseconds));
	const end = async () => {
		const ended = new Promise((resolve) => worker.once('exit', resolve));
		worker.postMessage('end');
		await ended;
		return samples;
	};
	return { end };
}

/** The slowest answer, and the share of the time in which n8n answered within the limit. */
export function judgeHealth(samples: HealthSamples, limitMilliseconds: number) {
	const total = sum(samples);
	const late = sum(samples.filter((milliseconds) => milliseconds > limitMilliseconds));
	return {
		samples: samples.length,
		slowestMilliseconds: Math.round(Math.max(...samples)),
		shareInTime: Number.isFinite(late) ? 1 - late / (total + samples.length * INTERVAL) : 0,
	};
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, each) => total + each, 0);
}
