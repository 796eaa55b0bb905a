import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import {
	keyLifetime,
	namesOfDelivery,
	withLastingNames,
	type DeliveryNames,
	type ProvedDelivery,
} from './deliveryKey';
import { keepPerNode } from './perNode';
import { acknowledgement, startExecution, type Answer } from './reply';

/** A delivery that may start the workflow. */
export interface Delivery extends ProvedDelivery {
	/** What the trigger emits for it. */
	json: IDataObject;
}

/**
 * Starts an execution for a delivery, unless the same one was acknowledged before with at least as much proof: a repeat
 * gets its 200 and starts nothing. While the editor listens for a test event, every call starts one, since a person
 * asked for it. Of calls that claim different things about one delivery only the first five start; the rest are logged.
 */
export async function startOnce(context: IWebhookFunctions, delivery: Delivery): Promise<Answer> {
	const { key, json } = delivery;
	if (context.getMode() === 'manual') return startExecution({ json });

	const ledger = ledgerOf(context);
	const names = namesOfDelivery(delivery);
	const claim = await ledger.claim(names, key.lifetimeMilliseconds);
	if (claim.repeat) {
		// What can honestly come again may be another event, which the sender is not to lose.
		if (claim.isOneTooMany && key.lifetimeMilliseconds !== keyLifetime.durable) {
			const reason = 'too many calls say different things about the same subject';
			return { status: 503, reason };
		}
		if (claim.isOneTooMany) warnOfClaims(context);
		return acknowledgement('Already received.');
	}

	// A caller that has hung up meanwhile may never come again, so its delivery starts all the same. If it does come
	// again, the trigger's own execute() knows the key, but for one that counts for ten minutes only.
	settleByAnswer(claim, context.getResponseObject(), {
		keptOnHangUp: key.lifetimeMilliseconds !== keyLifetime.durable,
	});
	return startExecution(withLastingNames({ json }, key, names));
}

function warnOfClaims(context: IWebhookFunctions): void {
	const { id: workflowId, name: workflow } = context.getWorkflow();
	const { id: nodeId, name } = context.getNode();
	context.logger.warn(
		`${name} in workflow “${workflow}” has started for as many calls as it takes that say different things about the same event, and ignored one more`,
		{ workflowId, nodeId },
	);
}

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/**
 * What a delivery is to the ledger: a repeat, one claim too many about the same delivery, or the first, whose outcome
 * must be reported through `settle`.
 */
export type Claim = { repeat: true; isOneTooMany?: true } | { repeat: false; settle: Settle };

/**
 * Reports whether the answer to a delivery went out as 2xx, and where it did not, whether the delivery has started all the
 * same: then its claim stays counted, or whoever hangs up would not be bounded.
 */
type Settle = (delivered: boolean, hasStarted?: boolean) => void;

interface Entry {
	/** When the name may be forgotten, in milliseconds since 1970; missing until the answer has gone out. */
	expiresAt?: number;
	/** Resolves when the answer to the delivery has gone out, or has failed to. */
	settled: Promise<void>;
}

/** The claims that are made about one delivery with the same proofs. */
interface Group {
	/** The names of the deliveries that made them. */
	claims: Set<string>;
	/** When the last of them may be forgotten, in milliseconds since 1970. */
	expiresAt: number;
}

/**
 * Remembers in memory which deliveries were acknowledged, by their names. A name counts only once our answer has gone
 * out as 2xx: n8n stores the execution after `webhook()` has returned, and if that fails, the sender's retry must run.
 * A copy that comes while the first is still unanswered waits for that answer. A delivery takes one name to fourteen, by
 * its proofs; 50,000 are about 12 MB, and only who can prove a call can add one.
 */
export class DeliveryLedger {
	private readonly entries = new Map<string, Entry>();

	private readonly groups = new Map<string, Group>();

	constructor(
		private readonly maximumNames = 50_000,
		private readonly now: () => number = Date.now,
	) {}

	/**
	 * Claims a delivery. It is a repeat when its `own` name is remembered, or one that it `repeats`; once delivered it is
	 * remembered under `all` of them, for `lifetimeMilliseconds`, and under the `brief` ones for ten minutes.
	 */
	async claim(
		names: DeliveryNames,
		lifetimeMilliseconds: number = keyLifetime.durable,
	): Promise<Claim> {
		const asked = [names.own, ...(names.repeats ?? [])];
		for (;;) {
			const found = asked.map((name) => this.live(name)).filter((entry) => entry !== undefined);
			if (found.some(({ expiresAt }) => expiresAt !== undefined)) {
				// The names of a delivery that came without them before.
				if (!this.live(names.own)) this.remember(names.all, lifetimeMilliseconds);
				return { repeat: true };
			}
			const [underWay] = found;
			if (underWay) await underWay.settled;
			else if (this.isOneTooMany(names)) return { repeat: true, isOneTooMany: true };
			else return this.open(names, lifetimeMilliseconds);
		}
	}

	private live(name: string): Entry | undefined {
		const entry = this.entries.get(name);
		const isExpired = entry?.expiresAt !== undefined && entry.expiresAt <= this.now();
		return isExpired ? undefined : entry;
	}

	private isOneTooMany({ own, group }: DeliveryNames): boolean {
		if (group === undefined) return false;
		const known = this.groups.get(group.name);
		return (
			known !== undefined &&
			known.expiresAt > this.now() &&
			known.claims.size >= group.most &&
			!known.claims.has(own)
		);
	}

	private open(names: DeliveryNames, lifetimeMilliseconds: number): Claim {
		let wakeWaiting: () => void = () => {};
		const entry: Entry = { settled: new Promise<void>((resolve) => (wakeWaiting = resolve)) };
		// What was delivered with less proof stays remembered until this one is delivered as well.
		const all = [...names.all, ...(names.brief ?? [])];
		const opened = all.filter((name) => this.live(name)?.expiresAt === undefined);
		for (const name of opened) this.entries.set(name, entry);
		this.count(names, lifetimeMilliseconds, true);

		let isSettled = false;
		const settle = (delivered: boolean, hasStarted = delivered) => {
			if (isSettled) return;
			isSettled = true;
			for (const name of opened) {
				if (this.entries.get(name) === entry) this.entries.delete(name);
			}
			if (delivered) {
				this.remember(names.brief ?? [], keyLifetime.tenMinutes);
				this.remember(names.all, lifetimeMilliseconds);
			} else if (!hasStarted) {
				this.count(names, lifetimeMilliseconds, false);
			}
			wakeWaiting();
		};
		return { repeat: false, settle };
	}

	// Set again, so that the map's order shows which group is the oldest.
	private count(
		{ own, group }: DeliveryNames,
		lifetimeMilliseconds: number,
		isTaken: boolean,
	): void {
		if (group === undefined) return;
		const known = this.groups.get(group.name);
		const claims = known && known.expiresAt > this.now() ? known.claims : new Set<string>();
		if (isTaken) claims.add(own);
		else claims.delete(own);
		this.groups.delete(group.name);
		this.groups.set(group.name, {
			claims,
			expiresAt: this.now() + lifetimeMilliseconds,
		});
		const [oldest] = this.groups.keys();
		if (this.groups.size > this.maximumNames && oldest !== undefined) this.groups.delete(oldest);
	}

	// Set again, so that the map's order shows which delivery is the oldest.
	private remember(names: string[], lifetimeMilliseconds: number) {
		const entry: Entry = {
			expiresAt: this.now() + lifetimeMilliseconds,
			settled: Promise.resolve(),
		};
		for (const name of names) {
			this.entries.delete(name);
			this.entries.set(name, entry);
		}
		for (const [name, { expiresAt }] of this.entries) {
			if (this.entries.size <= this.maximumNames) return;
			if (expiresAt !== undefined) this.entries.delete(name);
		}
	}
}

/**
 * Settles a claim by what the caller really got: a complete 2xx answer, or anything else. A caller who hangs up gets
 * nothing; `keptOnHangUp` says whether the delivery counts all the same.
 */
export function settleByAnswer(
	claim: Claim,
	response: Response,
	{ keptOnHangUp = false }: { keptOnHangUp?: boolean } = {},
): void {
	if (claim.repeat) return;
	// A caller that has already hung up gets no answer, and no event would report it.
	if (response.closed) return claim.settle(keptOnHangUp, true);
	response.once('finish', () =>
		claim.settle(response.statusCode >= 200 && response.statusCode < 300),
	);
	response.once('close', () => claim.settle(keptOnHangUp, true));
}

/** Gives the ledger of one trigger node. */
export const ledgerOf = keepPerNode(() => new DeliveryLedger());
