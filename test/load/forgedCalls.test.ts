import { setTimeout as pause } from 'node:timers/promises';

import { issueAccessToken } from '../../nodes/CredoAi/trigger/tokenEndpoint';
import type { N8nClient } from '../../sandbox/n8nClient';
import type { FaultEffect } from '../../sandbox/simulators/shared/misbehaviour';
import { post } from '../calls';
import { signedFor } from '../credas';
import { reviewStatus } from '../credoAi';
import { completionCallback, openCredas, type CredasService } from '../e2e/credas';
import { openCredoAi, type CredoAiService } from '../e2e/credoAi';
import { settledExecutions } from '../e2e/executions';
import { startN8nWithPackage, type RunningN8n } from '../e2e/runningN8n';
import type { PublishedTrigger } from '../e2e/service';
import { chain, noOp, start } from '../e2e/workflowBuilder';
import type { Published } from '../e2e/workspace';
import { signedIn } from '../e2e/world';

import type { ForgedCall } from './forgery/call';
import { draftForCredas, type CredasTargets } from './forgery/credas';
import { draftForCredoAi, type CredoAiTargets, type HeardDelivery } from './forgery/credoAi';
import { vary } from './forgery/variations';
import { judgeHealth, sampleHealth } from './healthSampler';
import { inLanes } from './inLanes';
import { chooseNumber, chooseSeed, randomFrom, type Random } from './random';
import { RawSender, type RawAnswer } from './rawRequest';
import { layOut } from './table';

const CALLS = chooseNumber('FORGED_CALLS', 5_000);
const SEED = chooseSeed('FORGED_SEED');
const AT_ONCE = 10;
const HARMLESS_CALLS = 300;
const HEALTH_LIMIT_MILLISECONDS = 1_000;
/** Of the time; the rest is left to machines that are busy with something else as well. */
const HEALTHY_SHARE = 0.98;
const DATABASE_PAUSE_MILLISECONDS = 500;
const FUZZ_TEST_MILLISECONDS = 3_600_000;

const CALLBACK_SECRET = 'made-up-callback-secret';
const PROCESS_EVENTS = ['processComplete', 'processOther'];
const ALL_EVENTS = [...PROCESS_EVENTS, 'inviteUpdated', 'resultUpdated', 'monitoringAlert'];
const SIGNING_SECRET = `whsec_${Buffer.from('twenty-four random bytes').toString('base64')}`;
const DETAILS = '/api/v2/ci/processes/:id/details';

/** What the API does now and then, while forged calls are checked. */
const FAULTS: FaultEffect[] = [
	{ kind: 'status', status: 429, retryAfter: 1 },
	{ kind: 'status', status: 500 },
	{ kind: 'status', status: 403 },
	{ kind: 'status', status: 503 },
	{ kind: 'status', status: 200, body: '<html>Please sign in</html>' },
	{ kind: 'break' },
	{ kind: 'cut' },
	{ kind: 'slow', byMs: 1_500 },
	{ kind: 'hang' },
];

type Trial = ForgedCall & { number: number; answer: RawAnswer | undefined };

describe('Forged calls to both triggers', () => {
	let running: RunningN8n;
	let n8n: N8nClient;
	let credas: CredasService;
	let credoAi: CredoAiService;
	let byReadBack: Published;
	let bySignedUrl: Published;
	let byUrlToken: PublishedTrigger;
	let byBearer: PublishedTrigger;
	/** n8n's own Webhook node, which shows what n8n does to a call before any node of a package sees it. */
	let ofN8n: Published;
	let credasTargets: CredasTargets;
	let credoAiTargets: CredoAiTargets;

	beforeAll(async () => {
		// Without it n8n makes an isolate for every call, and a test of this size takes three times as long.
		running = await startN8nWithPackage({ N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' });
		n8n = await signedIn(running);
		credas = await openCredas(n8n, { callbackSecret: CALLBACK_SECRET });
		const signingSecret = SIGNING_SECRET;
		credoAi = await openCredoAi(n8n, { signingSecret }, { signingSecret });

		byReadBack = await credas.publishTrigger('By read-back', {
			events: ALL_EVENTS,
			requiredProof: ['readBack'],
		});
		bySignedUrl = await credas.publishTrigger('By signed URL and read-back', {
			events: PROCESS_EVENTS,
			requiredProof: ['readBack', 'signedUrl'],
		});
		byUrlToken = await credoAi.publishTrigger('By URL token');
		byBearer = await credoAi.publishTrigger('By bearer', { authentication: 'n8nTokenEndpoint' });
		ofN8n = await credas.workspace.publish(chain('Of n8n itself', start(), noOp()));
		// Whether an entity names its client is not documented; where it does, that of a call must be the same.
		credas.simulator.setPortal({ entityClientId: credas.simulator.clientId });
		credasTargets = await hearCredas();
		credoAiTargets = await hearCredoAi();
	}, FUZZ_TEST_MILLISECONDS);
	afterAll(async () => {
		await credas.close();
		await credoAi.close();
		await running.close();
	});

	/** Completes a process whose callback goes to this URL, and gives it once that was accepted. */
	const completeAndDeliver = async (webhookUrl: string) => {
		const process = credas.simulator.createProcess({ webhookUrl });
		const { state } = await credas.simulator.completeProcess(process.id).finished;
		if (state !== 'delivered') throw new Error(`A genuine callback of Credas was ${state}`);
		return process;
	};

	const knownProcess = (complete: boolean) => {
		const { id, entityId, processActorIds } = credas.simulator.createProcess({});
		if (complete) credas.simulator.completeProcess(id);
		else credas.simulator.setProcessStatus(id, 1);
		return { id, entityId, processActorId: processActorIds[0] ?? 0 };
	};

	const hearCredas = async (): Promise<CredasTargets> => {
		const signedUrl = signedFor(bySignedUrl.url, 'ORDER-1042', CALLBACK_SECRET);
		const delivered = await completeAndDeliver(signedUrl);
		const body = completionCallback(delivered.id, credas.simulator.clientId);
		await post(byReadBack.url, body);
		const processActorId = delivered.processActorIds[0] ?? 0;
		return {
			readBack: { url: byReadBack.url },
			signed: { url: bySignedUrl.url, signedUrl },
			clientId: credas.simulator.clientId,
			delivered: { id: delivered.id, entityId: delivered.entityId, processActorId },
			complete: knownProcess(true),
			open: knownProcess(false),
		};
	};

	const hearCredoAi = async (): Promise<CredoAiTargets> => {
		const deliveries = credoAi.simulator.emit(reviewStatus);
		const heard = await Promise.all(deliveries.map(async ({ finished }) => await finished));
		const heardAt = ({ trigger }: PublishedTrigger): HeardDelivery => {
			const delivery = heard.find(({ url }) => url.includes(trigger.webhookId ?? ''));
			if (delivery?.state !== 'delivered') throw new Error('A genuine delivery was not accepted');
			const { url, rawBody, attempts } = delivery;
			return { url, rawBody, headers: attempts.at(-1)?.headers ?? {} };
		};
		const secretOfBearer = credoAi.simulator
			.webhooks()
			.map(({ attributes }) => attributes.authentication_payload.client_secret)
			.find((secret) => typeof secret === 'string');
		const clientSecret = String(secretOfBearer);
		const { id: workflowId, trigger } = byBearer;
		const issuer = { clientSecret, workflowId, nodeId: trigger.id };
		return {
			byUrlToken: heardAt(byUrlToken),
			byBearer: heardAt(byBearer),
			tokenEndpoint: n8n.webhookUrl(trigger.webhookId ?? '', 'token'),
			unusedTokenEndpoint: n8n.webhookUrl(byUrlToken.trigger.webhookId ?? '', 'token'),
			clientSecret,
			expiredBearer: issueAccessToken(issuer, Date.now() - 2 * 60 * 60 * 1000),
			signingSecret: SIGNING_SECRET,
			useCaseId: credoAi.simulator.useCases()[0]?.id ?? '',
		};
	};

	const countExecutions = async () => {
		const ids = [byReadBack.id, bySignedUrl.id, byUrlToken.id, byBearer.id];
		const all = await Promise.all(ids.map(async (id) => await settledExecutions(n8n, id)));
		return all.map(({ length }) => length);
	};

	const nextCall = (random: Random): ForgedCall => {
		if (random.chance(0.04)) {
			credas.simulator.faults.add({ path: DETAILS, effect: random.pick(FAULTS) });
		}
		const draft = random.chance(0.6)
			? draftForCredas(random, credasTargets)
			: draftForCredoAi(random, credoAiTargets);
		return vary(random, draft);
	};

	const harmlessCall = (): ForgedCall => ({
		...{ kind: 'harmless', trigger: 'Webhook', method: 'POST', url: ofN8n.url },
		...{ headers: [['content-type', 'application/json']], body: Buffer.from('{"a":1}') },
	});

	/** While its database is slow n8n turns every call away itself, so such a call is sent again. */
	const sendOnceReady = async (sender: RawSender, call: ForgedCall) => {
		for (;;) {
			const answer = await sender.send(call);
			if (answer?.body.includes('Database is not ready') !== true) return answer;
			await pause(DATABASE_PAUSE_MILLISECONDS);
		}
	};

	const sampledWhile = async (work: () => Promise<unknown>) => {
		const sampling = sampleHealth(running.origin);
		await work();
		return await sampling.end();
	};

	it(
		'start nothing, break nothing and keep nobody waiting, and genuine ones still start once',
		async () => {
			console.info(`FORGED_CALLS=${CALLS} FORGED_SEED=${SEED}`);
			const before = await countExecutions();
			const random = randomFrom(SEED);
			const sender = new RawSender(AT_ONCE);
			const trials: Trial[] = [];
			const harmless = await sampledWhile(async () => {
				const calls = numbered(HARMLESS_CALLS, harmlessCall);
				await inLanes(calls, AT_ONCE, async (call) => void (await sender.send(call)));
			});

			const busy = await sampledWhile(async () => {
				const calls = numbered(CALLS, () => nextCall(random));
				await inLanes(calls, AT_ONCE, async (call) => {
					trials.push({ ...call, answer: await sendOnceReady(sender, call) });
				});
			});
			credas.simulator.faults.clear();
			const faults: Trial[] = [];
			for (const trial of trials.filter(isFault)) {
				const url = `${ofN8n.url}${new URL(trial.url).search}`;
				const control = await sender.send({ ...trial, url });
				if (control === undefined || control.status < 500) faults.push(trial);
			}
			sender.close();
			const after = await countExecutions();
			await completeAndDeliver(byReadBack.url);
			await completeAndDeliver(signedFor(bySignedUrl.url, 'ORDER-1043', CALLBACK_SECRET));
			for (const { finished } of credoAi.simulator.emit(reviewStatus)) await finished;
			const inTheEnd = await countExecutions();

			// On a slow or busy machine n8n may be late while it serves as many calls of its own Webhook node, too.
			const limit = Math.max(HEALTH_LIMIT_MILLISECONDS, 5 * Math.max(...harmless));
			const health = judgeHealth(busy, limit);
			console.info(reportOf(trials));
			console.info('Health', {
				harmless: judgeHealth(harmless, HEALTH_LIMIT_MILLISECONDS),
				forged: judgeHealth(busy, HEALTH_LIMIT_MILLISECONDS),
				limit,
			});

			expect({
				started: someOf(trials, ({ answer }) => answer?.body.includes('Accepted.') === true),
				unanswered: someOf(trials, ({ answer }) => answer === undefined),
				faults: someOf(faults, isFault),
			}).toEqual({ started: [], unanswered: [], faults: [] });
			expect(after).toEqual(before);
			expect(health.shareInTime).toBeGreaterThan(HEALTHY_SHARE);
			expect(inTheEnd).toEqual(before.map((count) => count + 1));
		},
		FUZZ_TEST_MILLISECONDS,
	);
});

/** Makes so many calls, each once it is asked for. */
function* numbered(count: number, make: () => ForgedCall) {
	for (let number = 1; number <= count; number++) yield { number, ...make() };
}

/** A 5xx that is not our own 503, which says that a call cannot be checked now. */
function isFault({ answer }: Trial): boolean {
	if (answer === undefined || answer.status < 500) return false;
	return answer.status !== 503 || !answer.body.includes('cannot be checked');
}

const SHOWN_TRIALS = 20;
const SHOWN_CHARACTERS = 160;

/** The first few trials of a sort, in words, and how many more there are. */
function someOf(trials: readonly Trial[], isOne: (trial: Trial) => boolean): string[] {
	const found = trials.filter(isOne).sort((one, other) => one.number - other.number);
	const more = found.length - SHOWN_TRIALS;
	return [...found.slice(0, SHOWN_TRIALS).map(inShort), ...(more > 0 ? [`and ${more} more`] : [])];
}

function inShort({ number, trigger, kind, method, url, headers, body, answer }: Trial): string {
	const short = (text = '') => text.slice(0, SHOWN_CHARACTERS);
	const names = headers.map(([name, value]) => `${name}: ${value.slice(0, 40)}`).join(', ');
	const call = `${method} ${short(new URL(url).search)} {${names}} ${short(body?.toString())}`;
	const came = answer ? `${answer.status} ${short(answer.body)}` : 'no answer';
	return `#${number} ${trigger}, ${kind}: ${call} -> ${came}`;
}

/** How often each sort of call got each status. */
function reportOf(trials: readonly Trial[]): string {
	const counts = new Map<string, Map<string, number>>();
	for (const { trigger, kind, answer } of trials) {
		const statuses = counts.get(`${trigger}: ${kind}`) ?? new Map<string, number>();
		const accepted = answer?.body.includes('Accepted.') === true ? ' STARTED' : '';
		const status = `${answer?.status ?? 'none'}${accepted}`;
		counts.set(`${trigger}: ${kind}`, statuses.set(status, (statuses.get(status) ?? 0) + 1));
	}
	const rows = [...counts].sort().map(([sort, statuses]) => {
		const total = [...statuses.values()].reduce((sum, count) => sum + count, 0);
		const answers = [...statuses].sort().map(([status, count]) => `${status} x ${count}`);
		return [sort, total, answers.join(', ')];
	});
	return layOut([['call', 'sent', 'answers'], ...rows]);
}
