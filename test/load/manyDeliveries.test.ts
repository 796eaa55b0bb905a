import { waitUntil } from '../../sandbox/waitUntil';
import { CallCounter } from '../e2e/callCounter';
import { openCredas, type CredasService } from '../e2e/credas';
import { openCredoAi, type CredoAiService } from '../e2e/credoAi';
import { startN8nWithPackage, type RunningN8n } from '../e2e/runningN8n';
import { chain, postTo } from '../e2e/workflowBuilder';
import { signedIn } from '../e2e/world';

import {
	credasAlerts,
	credasDeliveries,
	credasForgeries,
	credoAiDeliveries,
	credoAiForgeries,
	deliverAll,
	disorder,
	Outcome,
	tally,
	type Delivery,
} from './deliveries';
import { chooseNumber, chooseSeed, randomFrom, type Random } from './random';
import { RawSender } from './rawRequest';
import { layOut } from './table';

const DELIVERIES = chooseNumber('LOAD_DELIVERIES', 400);
const SEED = chooseSeed('LOAD_SEED');
const AT_ONCE = 10;
const DOUBLED = 0.2;
const FORGED = 0.05;
const LATE = 0.1;
/** Of the deliveries to the Credas Trigger. */
const ALERTS = 0.25;
/** For so long an alert that comes again counts as a repeat; nothing in it tells a later one from a second alert. */
const SAME_ALERT_SECONDS = 600;

/** What hangs is ended; what is slow is not. */
const LOAD_TEST_MILLISECONDS = 4 * 3_600_000;

const SIGNING_SECRET = `whsec_${Buffer.from('twenty-four random bytes').toString('base64')}`;

describe('Many deliveries to both triggers of one n8n', () => {
	let running: RunningN8n;
	let credas: CredasService;
	let credoAi: CredoAiService;
	let counter: CallCounter;

	beforeAll(async () => {
		// What counts the events needs an expression; an engine of its own for each would leave the triggers little to do.
		running = await startN8nWithPackage({ N8N_EXPRESSION_ENGINE: 'legacy' });
		const n8n = await signedIn(running);
		credas = await openCredas(n8n);
		const signingSecret = SIGNING_SECRET;
		credoAi = await openCredoAi(n8n, { signingSecret }, { signingSecret });
		counter = await CallCounter.start();
	}, LOAD_TEST_MILLISECONDS);
	afterAll(async () => {
		await counter.close();
		await credas.close();
		await credoAi.close();
		await running.close();
	});

	const publish = async () => {
		const count = (field: string) => postTo(`={{ '${counter.origin}/' + $json.${field} }}`);
		const about = () => postTo(`={{ '${counter.origin}/' + ($json.processId ?? $json.entityId) }}`);
		const events = ['processComplete', 'monitoringAlert'];
		const first = chain('Callbacks', credas.trigger({ events }), about());
		const second = chain('Events', credoAi.trigger(), count('deliveryKey'));
		const { id: credasId, url } = await credas.workspace.publish(first);
		const { id: credoAiId } = await credoAi.workspace.publish(second);
		const registered = credoAi.simulator.webhooks()[0]?.attributes.url ?? '';
		return { ids: [credasId, credoAiId], credasPath: pathOf(url), credoAiPath: pathOf(registered) };
	};

	/** As many genuine and forged deliveries as were asked for, a fifth of the genuine ones copies. */
	const plan = (random: Random, credasPath: string, credoAiPath: string) => {
		const forged = Math.round(DELIVERIES * FORGED);
		const copies = Math.round(DELIVERIES * DOUBLED);
		const events = DELIVERIES - forged - copies;
		const half = Math.floor(events / 2);
		const alerts = Math.floor(half * ALERTS);
		const alerted = credasAlerts(credas.simulator, credasPath, alerts);
		const genuine = [
			...credasDeliveries(credas.simulator, credasPath, half - alerts),
			...alerted,
			...credoAiDeliveries(random, credoAi.simulator, credoAiPath, events - half),
		];
		const forgedHalf = Math.floor(forged / 2);
		const forgeries = [
			...credasForgeries(random, credas.simulator, credasPath, forgedHalf),
			...credoAiForgeries(random, credoAi.simulator, credoAiPath, forged - forgedHalf),
		];
		const doubled = Array.from({ length: copies }, () => random.pick(genuine));
		return { genuine, alerted, forgeries, doubled };
	};

	const nothingUnderWay = async (ids: string[]) => {
		const look = async () => {
			const underWay = ids.map(
				async (id) => await credas.n8n.executions(id, ['new', 'running', 'waiting']),
			);
			return (await Promise.all(underWay)).flat().length === 0 || undefined;
		};
		const timeoutMs = LOAD_TEST_MILLISECONDS;
		await waitUntil({ what: 'the end of all executions', timeoutMs, look });
	};

	it(
		'lets every event past the trigger once and no forgery, whatever comes twice, late or in disorder',
		async () => {
			console.info(`LOAD_DELIVERIES=${DELIVERIES} LOAD_SEED=${SEED}`);
			const random = randomFrom(SEED);
			const { ids, credasPath, credoAiPath } = await publish();
			const { genuine, alerted, forgeries, doubled } = plan(random, credasPath, credoAiPath);
			const all = [...genuine, ...forgeries, ...doubled];
			const { first, late } = disorder(random, all, LATE);
			const sender = new RawSender(AT_ONCE);
			const outcome = new Outcome();
			const nextOrigin = () => running.origin;

			const startedAt = performance.now();
			await deliverAll(first, { sender, nextOrigin, atOnce: AT_ONCE, outcome });
			await deliverAll(late, { sender, nextOrigin, atOnce: AT_ONCE, outcome });
			const seconds = (performance.now() - startedAt) / 1000;
			sender.close();
			await nothingUnderWay(ids);

			const counts = (some: Delivery[]) =>
				tally(some.map(({ event }) => counter.count(`/${event}`)));
			const past = counts(genuine);
			const mayComeAgain = seconds < SAME_ALERT_SECONDS ? 0 : counts(alerted).moreOften;
			const forgedAccepted = outcome.accepted.filter(isForged).length;
			console.info(
				layOut([
					['sent', outcome.sent],
					[
						'  genuine, copies, forged',
						`${genuine.length}, ${doubled.length}, ${forgeries.length}`,
					],
					['  late', late.length],
					['accepted', outcome.accepted.length],
					['refused', outcome.refused.length],
					['sent again', [...outcome.again].map((each) => each.join(' x ')).join(', ') || 0],
					['forged and accepted', forgedAccepted],
					[
						'past the trigger',
						`once ${past.once}, more often ${past.moreOften}, never ${past.never}`,
					],
					['deliveries per second', (outcome.sent / seconds).toFixed(1)],
					['answers, p50 and p99', `${outcome.duration(0.5)} ms, ${outcome.duration(0.99)} ms`],
				]),
			);
			expect(outcome.sent).toBe(all.length);
			expect(outcome.accepted.length + outcome.refused.length).toBe(outcome.sent);
			expect(forgedAccepted).toBe(0);
			expect(outcome.refused.filter((delivery) => !isForged(delivery))).toEqual([]);
			const once = genuine.length - mayComeAgain;
			expect(past).toEqual({ never: 0, once, moreOften: mayComeAgain });
		},
		LOAD_TEST_MILLISECONDS,
	);
});

function isForged({ event }: Delivery): boolean {
	return event === undefined;
}

function pathOf(url: string): string {
	const { pathname, search } = new URL(url);
	return pathname + search;
}
