import { setTimeout as pause } from 'node:timers/promises';

import {
	outputJson,
	type N8nClient,
	type Execution,
	type ExecutionSummary,
} from '../../sandbox/n8nClient';
import { journeys } from '../../sandbox/simulators/credas';
import { waitUntil } from '../../sandbox/waitUntil';
import { post } from '../calls';

import { CallCounter } from './callCounter';
import { completionCallback, openCredas, type CredasService } from './credas';
import { executionsThatReached, settledExecutions } from './executions';
import { startN8nWithPackage, type RunningN8n } from './runningN8n';
import { shuffled } from './seededShuffle';
import { chain, credas, noOp, postTo, start } from './workflowBuilder';
import { signedIn } from './world';

const EVENTS = 100;
const COPIES = 2;
const AT_ONCE = 20;
const KILLED_AFTER = 80;
const CRASH_TEST_MS = 300_000;

describe('When n8n or its database goes down', () => {
	let running: RunningN8n;
	let here: CredasService;
	let counter: CallCounter;

	beforeAll(async () => {
		running = await startN8nWithPackage();
		here = await openCredas(await signedIn(running));
		counter = await CallCounter.start();
	});
	afterAll(async () => {
		await counter.close();
		await here.close();
		await running.close();
	});

	/** A process that is complete without anybody having been called. */
	const completeProcess = () => {
		const { id } = here.simulator.createProcess({});
		here.simulator.completeProcess(id);
		return id;
	};

	const callbackFor = (processId: string) => completionCallback(processId, here.simulator.clientId);

	it('a call gets 5xx while its execution cannot be stored, and its retry runs once', async () => {
		const { id, url } = await here.publishTrigger('Refused');
		const call = callbackFor(completeProcess());

		await running.runSql(`
			CREATE TRIGGER refuse_executions BEFORE INSERT ON execution_entity
			BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`);
		const refused = await Promise.all([post(url, call), post(url, call)]);
		await running.runSql('DROP TRIGGER refuse_executions');

		expect(refused.map(({ status }) => status)).toEqual([500, 500]);
		expect(await here.n8n.executions(id)).toEqual([]);
		const retries = await Promise.all([post(url, call), post(url, call)]);
		expect(retries.map(({ status }) => status)).toEqual([200, 200]);
		expect(await executionsThatReached(here.n8n, id)).toHaveLength(1);
		expect(await settledExecutions(here.n8n, id)).toHaveLength(1);
	});

	it('a repeat after a restart ends at the trigger', async () => {
		const { id, url } = await here.publishTrigger('Repeat');
		const call = callbackFor(completeProcess());
		await post(url, call);
		expect(await executionsThatReached(here.n8n, id)).toHaveLength(1);

		await running.restart();
		expect((await post(url, call)).status).toBe(200);

		expect(await settledExecutions(here.n8n, id)).toHaveLength(2);
		expect(await executionsThatReached(here.n8n, id)).toHaveLength(1);
	});

	it('an execution that waits for its customer goes on after n8n was killed', async () => {
		const { credential } = here;
		const create = credas('process', 'create', {
			name: 'Create',
			credential,
			parameters: {
				journeyId: { __rl: true, mode: 'id', value: journeys.identity.id },
				title: 'Across a restart',
				people: {
					person: [
						{
							actorId: journeys.identity.actors[0].id,
							contact: 'none',
							firstName: 'Amara',
							surname: 'Sample',
						},
					],
				},
				callback: 'thisExecution',
			},
		});
		const wait = credas('process', 'waitForCompletion', {
			name: 'Wait',
			credential,
			parameters: { processId: '={{ $json.processId }}' },
		});
		const { id, url } = await here.workspace.publish(chain('Wait', start(), create, wait, noOp()));
		await post(url, {});
		const look = async () => (await here.n8n.executions(id, ['waiting'])).at(0);
		const waiting = await waitUntil({ what: 'the wait', timeoutMs: 60_000, look });
		const [process] = here.simulator.state.processes;

		await running.kill();
		await running.restart();
		const delivery = await here.simulator.completeProcess(process?.id ?? '').finished;

		expect(delivery.attempts.map(({ status }) => status)).toEqual([200]);
		const execution = await here.n8n.waitForStatus(waiting.id, 'success');
		expect(outputJson(execution, 'Behind')).toEqual([
			expect.objectContaining({ completed: true, processId: process?.id }),
		]);
	});

	it(
		'of 200 deliveries no event is lost and none runs twice, though n8n is killed in the middle',
		async () => {
			const past = postTo(`={{ '${counter.origin}/' + $json.processId }}`);
			const { id, url } = await here.workspace.publish(chain('Killed', here.trigger(), past));
			const events = Array.from({ length: EVENTS }, completeProcess);
			const deliveries = shuffled([...Array(COPIES)].flatMap(() => events));

			let acknowledged = 0;
			const notAcknowledged = { unanswered: 0, refused: 0, n8nIsStarting: 0 };
			let killedAt = 0;
			let outage: Promise<void> | undefined;
			const killAndStart = async () => {
				await running.kill();
				killedAt = Date.now();
				await running.restart();
			};
			const deliver = async (event: string) => {
				for (;;) {
					const outcome = await attempt(url, callbackFor(event));
					if (outcome === 'acknowledged') break;
					notAcknowledged[outcome] += 1;
					await pause(200);
				}
				acknowledged += 1;
				if (acknowledged === KILLED_AFTER) outage = killAndStart();
			};
			await inParallel(deliveries, AT_ONCE, deliver);
			await outage;

			// n8n resumes nothing that ran when it was killed: it is listed as crashed or, where n8n had not
			// noted a node yet, as running. A person runs it again by hand.
			const interrupted = await interruptedExecutions(here.n8n, id, killedAt);
			const byItself = events.map((event) => counter.count(`/${event}`));
			const lost = new Set(events.filter((event) => counter.count(`/${event}`) === 0));
			const toRetry = interrupted.filter((execution) => lost.has(processOf(execution)));
			for (const execution of toRetry) await here.n8n.retryExecution(execution.id);
			const withRetries = events.map((event) => counter.count(`/${event}`));

			console.info('How often each event got past the trigger', {
				notAcknowledged,
				interrupted: interrupted.length,
				byItself: tally(byItself),
				withRetries: tally(withRetries),
			});
			expect(notAcknowledged.unanswered).toBeGreaterThan(0);
			expect(tally(byItself).twiceOrMore).toBe(0);
			expect(new Set(toRetry.map(processOf))).toEqual(lost);
			expect(tally(withRetries)).toEqual({ never: 0, once: EVENTS, twiceOrMore: 0 });
		},
		CRASH_TEST_MS,
	);
});

/** Waits until nothing is under way any more, and gives what was under way when n8n was killed. */
async function interruptedExecutions(
	n8n: N8nClient,
	workflowId: string,
	killedAt: number,
): Promise<Execution[]> {
	const isOlder = ({ startedAt }: ExecutionSummary) => Date.parse(startedAt ?? '') < killedAt;
	const look = async () => {
		const underWay = await n8n.executions(workflowId, ['new', 'running']);
		return underWay.every(isOlder) || undefined;
	};
	await waitUntil({ what: 'the end of all executions', timeoutMs: 120_000, look });
	const left = await n8n.executions(workflowId, ['crashed', 'running']);
	return await Promise.all(left.map(async ({ id }) => await n8n.execution(id)));
}

function tally(counts: readonly number[]) {
	return {
		never: counts.filter((count) => count === 0).length,
		once: counts.filter((count) => count === 1).length,
		twiceOrMore: counts.filter((count) => count > 1).length,
	};
}

type AttemptOutcome = 'acknowledged' | 'refused' | 'unanswered' | 'n8nIsStarting';

/**
 * One attempt of a sender. While n8n migrates its database it answers any call with 200 and a sentence,
 * before a node could see it: the README says to keep calls away from it until it is ready.
 */
async function attempt(url: string, call: string): Promise<AttemptOutcome> {
	const answer = await post(url, call).catch(() => undefined);
	if (answer === undefined) return 'unanswered';
	if (answer.body.startsWith('n8n is starting up')) return 'n8nIsStarting';
	return answer.status >= 200 && answer.status < 300 ? 'acknowledged' : 'refused';
}

/** Works through a list with so many at once. */
async function inParallel<T>(
	list: readonly T[],
	atOnce: number,
	work: (entry: T) => Promise<void>,
): Promise<void> {
	const rest = [...list];
	const lane = async () => {
		for (let next = rest.shift(); next !== undefined; next = rest.shift()) await work(next);
	};
	await Promise.all(Array.from({ length: atOnce }, lane));
}

/** The process that an execution was started for, read from what its trigger was given. */
function processOf({ data }: Execution): string {
	const [first] = data.executionData?.nodeExecutionStack ?? [];
	return String(first?.data.main?.[0]?.[0]?.json.processId);
}
