import type { ExecutionStatus } from 'n8n-workflow';
import { setTimeout as pause } from 'node:timers/promises';

import { outputItems, outputJson, type Execution } from '../../sandbox/n8nClient';
import type { N8nServer } from '../../sandbox/n8nServer';
import { journeys } from '../../sandbox/simulators/credas';
import { waitUntil } from '../../sandbox/waitUntil';
import { post } from '../calls';
import { reviewStatus } from '../credoAi';
import { CallCounter } from '../e2e/callCounter';
import { openCredas, type CredasService } from '../e2e/credas';
import { onlyDelivery, openCredoAi, type CredoAiService } from '../e2e/credoAi';
import { answersOf } from '../e2e/service';
import {
	chain,
	credas as credasNode,
	credoAiAuditLogTrigger,
	noOp,
	postTo,
	start,
} from '../e2e/workflowBuilder';
import {
	credasDeliveries,
	credasForgeries,
	credoAiDeliveries,
	credoAiForgeries,
	deliverAll,
	Outcome,
	tally,
	type Delivery,
} from '../load/deliveries';
import { inLanes } from '../load/inLanes';
import { chooseNumber, chooseSeed, randomFrom, shuffle } from '../load/random';
import { RawSender } from '../load/rawRequest';
import { layOut } from '../load/table';

import { startCluster, type Cluster } from './cluster';
import { jobsInQueue } from './debianServices';

const DELIVERIES = chooseNumber('QUEUE_DELIVERIES', 200);
const SEED = chooseSeed('QUEUE_SEED');
const AT_ONCE = 10;
const DOUBLED = 0.2;
const FORGED = 0.05;
/** Of all events, where a fifth comes again at any time. Chance alone would make a few of a small run more than that. */
const MOST_TWICE = 0.005;
const FEW = 4;

/** What hangs is ended; what is slow is not. */
const QUEUE_TEST_MILLISECONDS = 4 * 3_600_000;

const SIGNING_SECRET = `whsec_${Buffer.from('twenty-four random bytes').toString('base64')}`;

describe('In queue mode, with two webhook processors and two workers', () => {
	let cluster: Cluster;
	let credas: CredasService;
	let credoAi: CredoAiService;
	let counter: CallCounter;

	beforeAll(async () => {
		cluster = await startCluster();
		credas = await openCredas(cluster.n8n);
		const signingSecret = SIGNING_SECRET;
		credoAi = await openCredoAi(cluster.n8n, { signingSecret }, { signingSecret });
		counter = await CallCounter.start();
	}, QUEUE_TEST_MILLISECONDS);
	afterAll(async () => {
		try {
			await counter.close();
			await credas.close();
			await credoAi.close();
		} finally {
			await cluster.close();
		}
	}, QUEUE_TEST_MILLISECONDS);
	afterEach(async () => await credoAi.workspace.removeWorkflows());

	/** Counts what gets past a trigger, by event and execution. */
	const count = (field: string) =>
		postTo(`={{ '${counter.origin}/' + $json.${field} + '/' + $execution.id }}`);
	/** The executions in which an event got past the trigger, and how often each ran. */
	const runsOf = (event: string | undefined) =>
		counter.paths
			.filter((path) => path.startsWith(`/${event}/`))
			.map((path) => counter.count(path));

	const untilIdle = async () => {
		let idleLooks = 0;
		const look = async () => {
			idleLooks = (await jobsInQueue(cluster.redis)) === 0 ? idleLooks + 1 : 0;
			return idleLooks >= 3 || undefined;
		};
		const timeoutMs = QUEUE_TEST_MILLISECONDS;
		await waitUntil({ what: 'an empty queue', timeoutMs, intervalMs: 500, look });
	};

	/** Those that their worker did not bring to their end; what n8n still takes for running is stopped, as a person would. */
	const interruptedExecutions = async (workflowIds: string[]) => {
		for (const { id } of await executionsOf(workflowIds, ['new', 'running'])) {
			await cluster.n8n.stopExecution(id);
		}
		const interrupted = await executionsOf(workflowIds, ['canceled', 'crashed', 'error']);
		return await Promise.all(interrupted.map(async ({ id }) => await cluster.n8n.execution(id)));
	};
	const executionsOf = async (workflowIds: string[], status: ExecutionStatus[]) => {
		const found = workflowIds.map(async (id) => await cluster.n8n.executions(id, status));
		return (await Promise.all(found)).flat();
	};

	/** The same URL at the other webhook processor. */
	const atSecond = (url: string) => cluster.processors[1].origin + pathOf(url);
	const urlOf = (path: string) => cluster.processors[0].origin + path;

	it('a callback of Credas starts the workflow once, whichever processors it reaches', async () => {
		const definition = chain('Callbacks', credas.trigger(), count('processId'));
		const { url } = await credas.workspace.publish(definition);
		const webhookUrl = urlOf(pathOf(url));
		const { id } = credas.simulator.createProcess({ webhookUrl });

		expect(await answersOf(credas.simulator.completeProcess(id))).toEqual([200]);
		await untilIdle();
		const body = credas.simulator.deliveriesOf(id).at(-1)?.rawBody;
		expect((await post(atSecond(webhookUrl), body)).status).toBe(200);
		await untilIdle();

		expect(runsOf(id)).toEqual([1]);
	});

	it('an alert of ongoing monitoring starts the workflow once at the processor that it reaches', async () => {
		const trigger = credas.trigger({ events: ['monitoringAlert'] });
		const { url } = await credas.workspace.publish(chain('Alerts', trigger, count('entityId')));
		credas.simulator.setPortal({ monitoringWebhookUrl: urlOf(pathOf(url)) });
		const { entityId } = credas.simulator.createProcess({});
		credas.simulator.addToWatchList(entityId);

		expect(await answersOf(credas.simulator.raiseMonitoringAlert(entityId))).toEqual([200]);
		expect(await answersOf(credas.simulator.raiseMonitoringAlert(entityId))).toEqual([200]);
		await untilIdle();

		expect(runsOf(entityId)).toEqual([1]);
	});

	it('the main registers a trigger in Credo AI, and the processors serve it', async () => {
		const { url, id } = await credoAi.publishTrigger('Registered');
		const [registration] = credoAi.simulator.webhooks();

		expect(registration?.attributes.url).toContain(urlOf(pathOf(url)));
		const delivery = await onlyDelivery(credoAi.simulator.emit(reviewStatus));
		expect(delivery.attempts.map(({ status }) => status)).toEqual([200]);
		const execution = await cluster.n8n.waitForExecution(id);
		expect(execution.status).toBe('success');
		expect(outputJson(execution, 'Behind')).toEqual([
			expect.objectContaining({ event: reviewStatus }),
		]);
	});

	it('the main polls the audit log, and what it finds is run by workers, each entry once', async () => {
		const trigger = credoAiAuditLogTrigger({ credential: credoAi.credential });
		await credoAi.workspace.publish(chain('Audit log', trigger, count('id')));

		const written = credoAi.simulator.seedAuditLog(50);

		const look = async () => written.every((id) => runsOf(id).length > 0) || undefined;
		const timeoutMs = QUEUE_TEST_MILLISECONDS;
		await waitUntil({ what: 'the arrival of all entries', timeoutMs, look });
		await untilIdle();
		expect(written.map(runsOf)).toEqual(written.map(() => [1]));
	});

	it('a bearer that one processor issued opens the other', async () => {
		const trigger = credoAi.trigger({ authentication: 'n8nTokenEndpoint' });
		await credoAi.workspace.publish(chain('Bearers', trigger, count('deliveryKey')));

		const { url, rawBody, attempts } = await onlyDelivery(credoAi.simulator.emit(reviewStatus));
		expect(credoAi.simulator.tokenRequests.at(-1)?.status).toBe(200);
		expect(attempts.map(({ status }) => status)).toEqual([200]);
		await untilIdle();
		const headers = attempts[0]?.headers ?? {};
		const forged = { ...headers, authorization: `${headers.authorization}x` };

		expect((await post(atSecond(url), rawBody, headers)).status).toBe(200);
		expect((await post(atSecond(url), rawBody, forged)).status).toBe(401);
		await untilIdle();
		expect(runsOf(headers['svix-id'])).toEqual([1]);
	});

	it('a workflow that creates a process waits for its customer, and goes on on a worker', async () => {
		const { credential } = credas;
		const person = {
			actorId: journeys.identity.actors[0].id,
			...{ contact: 'none', firstName: 'Amara', surname: 'Sample' },
		};
		const parameters = {
			journeyId: { __rl: true, mode: 'id', value: journeys.identity.id },
			...{ title: 'In queue mode', people: { person: [person] }, callback: 'thisExecution' },
		};
		const create = credasNode('process', 'create', { name: 'Create', credential, parameters });
		const processId = '={{ $json.processId }}';
		const wait = credasNode('process', 'waitForCompletion', {
			...{ name: 'Wait', credential, parameters: { processId } },
		});
		const definition = chain('Wait', start(), create, wait, noOp());
		const { id, url } = await credas.workspace.publish(definition);
		await post(urlOf(pathOf(url)), {});
		const look = async () => (await cluster.n8n.executions(id, ['waiting'])).at(0);
		const timeoutMs = QUEUE_TEST_MILLISECONDS;
		const waiting = await waitUntil({ what: 'a waiting execution', timeoutMs, look });
		const process = credas.simulator.state.processes.find(({ title }) => title === 'In queue mode');

		const answers = await answersOf(credas.simulator.completeProcess(process?.id ?? ''));

		expect(answers).toEqual([200]);
		const execution = await cluster.n8n.waitForStatus(waiting.id, 'success', timeoutMs);
		expect(outputJson(execution, 'Behind')).toEqual([
			expect.objectContaining({ completed: true, processId: process?.id }),
		]);
	});

	it('a report passes through the database byte for byte', async () => {
		const processId = '={{ $json.processId }}';
		const { credential } = credas;
		const parameters = { processId };
		const pack = credasNode('process', 'getResultPack', { name: 'Pack', credential, parameters });
		const definition = chain('Reports', credas.trigger(), pack, noOp());
		const { id, url } = await credas.workspace.publish(definition);
		const process = credas.simulator.createProcess({ webhookUrl: urlOf(pathOf(url)) });

		expect(await answersOf(credas.simulator.completeProcess(process.id))).toEqual([200]);

		const execution = await cluster.n8n.waitForExecution(id, {
			timeoutMs: QUEUE_TEST_MILLISECONDS,
		});
		const report = outputItems(execution, 'Behind')[0]?.binary?.report;
		expect(report?.id).toMatch(/^database:/);
		const content = report && (await cluster.n8n.downloadBinary(report));
		expect(content?.equals(credas.simulator.pdfOf(process.id, process.entityId))).toBe(true);
	});

	it.each([
		['at the same moment', true],
		['one after the other', false],
	])(
		'no event is lost that reaches both processors %s, and it is counted how often one comes twice',
		async (when, isAtOnce) => {
			const events = chooseNumber('QUEUE_BOTH', 100);
			const first = chain('At both processors', credas.trigger(), count('processId'));
			const { id, url } = await credas.workspace.publish(first);
			const path = pathOf(url);
			const genuine = credasDeliveries(credas.simulator, path, events);
			const sender = new RawSender(2 * AT_ONCE);
			const answers: Array<number | undefined> = [];
			const deliver = async ({ request }: Delivery, { origin }: N8nServer) => {
				answers.push((await sender.send(request(origin)))?.status);
			};

			await inLanes(genuine, AT_ONCE, async (delivery) => {
				const [one, other] = cluster.processors;
				const earlier = deliver(delivery, one);
				if (!isAtOnce) await earlier;
				await Promise.all([earlier, deliver(delivery, other)]);
			});
			sender.close();
			await untilIdle();

			// Two workers that record an event in the same instant cannot know of each other: n8n offers nothing for it.
			const past = tally(genuine.map(({ event }) => runsOf(event).length));
			console.info(`At both processors, ${when}: ${inWords(past)}`);
			expect(answers).toEqual(Array.from({ length: 2 * events }, () => 200));
			expect(past.never).toBe(0);
			expect(past.once + past.moreOften).toBe(events);
			await credas.workspace.remove(id);
		},
		QUEUE_TEST_MILLISECONDS,
	);

	it(
		'no event is lost though a worker, a processor and Redis go down, and hardly any comes twice',
		async () => {
			console.info(`QUEUE_DELIVERIES=${DELIVERIES} QUEUE_SEED=${SEED}`);
			const random = randomFrom(SEED);
			// Some of the forgeries are alerts, which a trigger acknowledges that does not listen for them.
			const heard = credas.trigger({ events: ['processComplete', 'monitoringAlert'] });
			const first = chain('Many callbacks', heard, count('processId'));
			const second = chain('Many events', credoAi.trigger(), count('deliveryKey'));
			const { id: credasId, url } = await credas.workspace.publish(first);
			const credasPath = pathOf(url);
			const { id: credoAiId } = await credoAi.workspace.publish(second);
			const credoAiPath = pathOf(credoAi.simulator.webhooks()[0]?.attributes.url ?? '');
			const forged = Math.round(DELIVERIES * FORGED);
			const copies = Math.round(DELIVERIES * DOUBLED);
			const events = DELIVERIES - forged - copies;
			const [half, forgedHalf] = [Math.floor(events / 2), Math.floor(forged / 2)];
			const genuine = [
				...credasDeliveries(credas.simulator, credasPath, half),
				...credoAiDeliveries(random, credoAi.simulator, credoAiPath, events - half),
			];
			const forgeries = [
				...credasForgeries(random, credas.simulator, credasPath, forgedHalf),
				...credoAiForgeries(random, credoAi.simulator, credoAiPath, forged - forgedHalf),
			];
			const doubled = Array.from({ length: copies }, () => random.pick(genuine));
			const all = shuffle(random, [...genuine, ...doubled, ...forgeries]);

			let turn = 0;
			const nextOrigin = () => cluster.processors[turn++ % 2]?.origin ?? '';
			const [, processor] = cluster.processors;
			const [, worker] = cluster.workers;
			const outages: Array<Promise<void>> = [];
			const breakdowns = new Map<number, () => Promise<void>>([
				[Math.round(all.length * 0.25), async () => await killAndStart(worker)],
				[Math.round(all.length * 0.5), async () => await killAndStart(processor)],
				[Math.round(all.length * 0.75), async () => await cluster.redis.restart()],
			]);
			const onEnd = (ended: number) => {
				const breakDown = breakdowns.get(ended);
				if (breakDown) outages.push(breakDown());
			};
			const sender = new RawSender(AT_ONCE);
			const outcome = new Outcome();
			const startedAt = performance.now();
			await deliverAll(all, { sender, nextOrigin, atOnce: AT_ONCE, outcome, onEnd });
			const seconds = (performance.now() - startedAt) / 1000;
			await Promise.all(outages);
			sender.close();
			await untilIdle();

			// n8n gives the jobs of a killed worker to nobody: a person stops their executions and runs them again.
			const interrupted = await interruptedExecutions([credasId, credoAiId]);
			const byItself = tally(genuine.map(({ event }) => runsOf(event).length));
			const runAgain = genuine.filter(({ event }) => runsOf(event).some((times) => times > 1));
			const lost = new Set(genuine.map(eventOf).filter((event) => runsOf(event).length === 0));
			const toRetry = interrupted.filter((execution) => lost.has(startedBy(execution)));
			for (const { id } of toRetry) await cluster.n8n.retryExecution(id);
			await untilIdle();
			const inTheEnd = tally(genuine.map(({ event }) => runsOf(event).length));
			const forgedAccepted = outcome.accepted.filter(isForged).length;
			const ran = cluster.workers.map(executionsRunBy);
			console.info(
				layOut([
					['sent', outcome.sent],
					[
						'  genuine, copies, forged',
						`${genuine.length}, ${doubled.length}, ${forgeries.length}`,
					],
					['accepted', outcome.accepted.length],
					['refused', outcome.refused.length],
					['sent again', [...outcome.again].map((each) => each.join(' x ')).join(', ') || 0],
					['forged and accepted', forgedAccepted],
					['past the trigger', inWords(byItself)],
					['interrupted, run again by hand', `${interrupted.length}, ${toRetry.length}`],
					['past the trigger in the end', inWords(inTheEnd)],
					['executions that the queue ran again', runAgain.length],
					['executions since its start, by worker', ran.join(', ')],
					['deliveries per second', (outcome.sent / seconds).toFixed(1)],
					['answers, p50 and p99', `${outcome.duration(0.5)} ms, ${outcome.duration(0.99)} ms`],
				]),
			);
			expect(outcome.sent).toBe(all.length);
			expect(outcome.accepted.length + outcome.refused.length).toBe(outcome.sent);
			expect(forgedAccepted).toBe(0);
			expect(outcome.refused.filter((delivery) => !isForged(delivery))).toEqual([]);
			expect(new Set(toRetry.map(startedBy))).toEqual(lost);
			expect(inTheEnd.never).toBe(0);
			const mostTwice = Math.max(FEW, Math.ceil(genuine.length * MOST_TWICE));
			expect(inTheEnd.moreOften).toBeLessThanOrEqual(mostTwice);
			expect(Math.min(...ran)).toBeGreaterThan(0);
		},
		QUEUE_TEST_MILLISECONDS,
	);
});

/** As a power cut would end it; a while later somebody has noticed. */
async function killAndStart(server: N8nServer): Promise<void> {
	await server.kill('SIGKILL');
	await pause(OUTAGE_MILLISECONDS);
	await server.restart();
}

const OUTAGE_MILLISECONDS = 2_000;

function executionsRunBy(worker: N8nServer): number {
	return worker.logs().match(/Worker started execution/g)?.length ?? 0;
}

function eventOf({ event }: Delivery): string {
	return event ?? '';
}

/** The event that an execution was started for, read from what its trigger was given. */
function startedBy({ data }: Execution): string {
	const [first] = data.executionData?.nodeExecutionStack ?? [];
	const started = first?.data.main?.[0]?.[0]?.json;
	return String(started?.processId ?? started?.deliveryKey);
}

function inWords({ never, once, moreOften }: ReturnType<typeof tally>): string {
	return `once ${once}, in two executions ${moreOften}, never ${never}`;
}

function isForged({ event }: Delivery): boolean {
	return event === undefined;
}

function pathOf(url: string): string {
	const { pathname, search } = new URL(url);
	return pathname + search;
}
