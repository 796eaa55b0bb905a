import { setTimeout as pause } from 'node:timers/promises';

import type { CredasSimulator } from '../../sandbox/simulators/credas';
import type { CredoAiSimulator } from '../../sandbox/simulators/credoAi';

import { signed } from './forgery/credoAi';
import { inLanes } from './inLanes';
import { shuffle, type Random } from './random';
import type { RawAnswer, RawRequest, RawSender } from './rawRequest';

/** Something to be sent once: an event's callback, a copy of it, or a forgery. */
export type Delivery = {
	/** What the workflow knows the event by; missing in a forgery. */
	event?: string;
	/** Made at the last moment, as signatures carry the time. `origin` is where n8n is to be called. */
	request: (origin: string) => RawRequest;
};

/** The path and query of a trigger's URL, which every webhook processor serves alike. */
export type TriggerPath = string;

const JSON_TYPE: [string, string] = ['content-type', 'application/json'];

/** The callbacks for so many processes that have just been completed, and nobody was called yet. */
export function credasDeliveries(
	simulator: CredasSimulator,
	path: TriggerPath,
	count: number,
): Delivery[] {
	return Array.from({ length: count }, () => {
		const { id } = simulator.createProcess({});
		simulator.completeProcess(id);
		return { event: id, request: credasRequest(path, id, simulator.clientId) };
	});
}

/** Monitoring alerts about so many people. */
export function credasAlerts(
	simulator: CredasSimulator,
	path: TriggerPath,
	count: number,
): Delivery[] {
	return Array.from({ length: count }, () => {
		const { entityId } = simulator.createProcess({});
		const alert = { EntityId: entityId, ClientId: simulator.clientId };
		return { event: entityId, request: jsonRequest(path, alert) };
	});
}

/** Callbacks that Credas never made: for nobody, for another client, about nobody who could be monitored. */
export function credasForgeries(
	random: Random,
	simulator: CredasSimulator,
	path: TriggerPath,
	count: number,
): Delivery[] {
	const complete = simulator.createProcess({}).id;
	simulator.completeProcess(complete);
	return Array.from({ length: count }, () => {
		const { clientId } = simulator;
		const request = random.pick([
			credasRequest(path, random.guid(), clientId),
			credasRequest(path, complete, random.guid()),
			jsonRequest(path, { EntityId: random.guid(), ClientId: clientId }),
		]);
		return { request };
	});
}

function credasRequest(path: TriggerPath, processId: string, clientId: string) {
	return jsonRequest(path, {
		ProcessId: processId,
		ClientId: clientId,
		Status: 2,
		StatusDescription: 'The process is complete',
	});
}

function jsonRequest(path: TriggerPath, body: object) {
	return (origin: string): RawRequest => ({
		method: 'POST',
		url: origin + path,
		headers: [JSON_TYPE],
		body: Buffer.from(JSON.stringify(body)),
	});
}

/** Deliveries of so many changes of a review, each with a message id of its own. */
export function credoAiDeliveries(
	random: Random,
	simulator: CredoAiSimulator,
	path: TriggerPath,
	count: number,
): Delivery[] {
	return Array.from({ length: count }, () => {
		const event = `msg_${random.hex(27)}`;
		const { signingSecret } = simulator;
		return { event, request: credoAiRequest(random, path, signingSecret, event) };
	});
}

/** Deliveries that Credo AI never made: signed with another secret, or sent without the token. */
export function credoAiForgeries(
	random: Random,
	simulator: CredoAiSimulator,
	path: TriggerPath,
	count: number,
): Delivery[] {
	return Array.from({ length: count }, () => {
		const isUnsigned = random.chance(0.5);
		const secret = isUnsigned
			? `whsec_${Buffer.from(random.hex(24)).toString('base64')}`
			: simulator.signingSecret;
		const to = isUnsigned ? path : path.replace(/\?.*/, '');
		return { request: credoAiRequest(random, to, secret, `msg_${random.hex(27)}`) };
	});
}

function credoAiRequest(random: Random, path: TriggerPath, secret: string, id: string) {
	const name = 'use_case_review_status_updated';
	const body = JSON.stringify({
		type: `CredoAI.${name}.v1`,
		data: { eventType: name, reviewId: random.hex(12), status: 'approved' },
	});
	return (origin: string): RawRequest => ({
		method: 'POST',
		url: origin + path,
		headers: [JSON_TYPE, ...signed(random, secret, body, new Date(), id)],
		body: Buffer.from(body),
	});
}

/** Deliveries in an order of chance, so many of them held back until all others have been answered. */
export function disorder(random: Random, deliveries: Delivery[], lateShare: number) {
	const all = shuffle(random, deliveries);
	const late = Math.round(all.length * lateShare);
	return { first: all.slice(late), late: all.slice(0, late) };
}

/** What became of deliveries. */
export class Outcome {
	sent = 0;
	/** 2xx. */
	readonly accepted: Delivery[] = [];
	/** 4xx, which is for good. */
	readonly refused: Delivery[] = [];
	/** How often a delivery had to be sent again, by what had come back: `503`, `no answer`. */
	readonly again = new Map<string, number>();
	/** How long each answer took, in milliseconds. */
	readonly durations: number[] = [];

	/** The duration that this share of all answers kept within, in whole milliseconds. */
	duration(share: number): number {
		const sorted = [...this.durations].sort((one, other) => one - other);
		return Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
	}
}

type Sending = {
	sender: RawSender;
	/** Where the next attempt goes to. */
	nextOrigin: () => string;
	atOnce: number;
	outcome: Outcome;
	/** Hears of every delivery that was accepted or refused. */
	onEnd?: (ended: number) => void;
};

const RETRY_PAUSE_MILLISECONDS = 500;

/** Sends every delivery until it is accepted or refused, as a patient sender would. */
export async function deliverAll(deliveries: readonly Delivery[], sending: Sending): Promise<void> {
	await inLanes(deliveries, sending.atOnce, async (delivery) => {
		const { outcome } = sending;
		outcome.sent += 1;
		const isAccepted = await deliver(delivery, sending);
		(isAccepted ? outcome.accepted : outcome.refused).push(delivery);
		sending.onEnd?.(outcome.accepted.length + outcome.refused.length);
	});
}

async function deliver(delivery: Delivery, sending: Sending): Promise<boolean> {
	const { sender, nextOrigin, outcome } = sending;
	for (;;) {
		const startedAt = performance.now();
		const answer = await sender.send(delivery.request(nextOrigin()));
		outcome.durations.push(performance.now() - startedAt);
		if (answer !== undefined && !isToCome(answer)) return answer.status < 300;
		const what = String(answer?.status ?? 'no answer');
		outcome.again.set(what, (outcome.again.get(what) ?? 0) + 1);
		await pause(RETRY_PAUSE_MILLISECONDS);
	}
}

/** While n8n starts, it answers 200 with a sentence, or 404 where it has not read its workflows yet. */
function isToCome({ status, body }: RawAnswer): boolean {
	return status >= 500 || status === 404 || body.startsWith('n8n is starting up');
}

/** How many events got past the trigger never, once and more often. */
export function tally(counts: readonly number[]) {
	return {
		never: counts.filter((count) => count === 0).length,
		once: counts.filter((count) => count === 1).length,
		moreOften: counts.filter((count) => count > 1).length,
	};
}
