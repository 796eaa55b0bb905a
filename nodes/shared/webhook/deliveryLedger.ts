import type { IWebhookFunctions } from 'n8n-workflow';

import { keyLifetime } from './deliveryKey';
import { keepPerNode } from './perNode';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** What a delivery is to the ledger: a repeat, or the first, whose outcome must be reported through `settle`. */
export type Claim = { repeat: true } | { repeat: false; settle: (delivered: boolean) => void };

interface Entry {
	/** When the name may be forgotten, in milliseconds since 1970; missing until the answer has gone out. */
	expiresAt?: number;
	/** Resolves when the answer to the delivery has gone out, or has failed to. */
	settled: Promise<void>;
}

/**
 * Remembers in memory which deliveries were acknowledged, by their names. A name counts only once our answer has gone
 * out as 2xx: n8n stores the execution after `webhook()` has returned, and if that fails, the sender's retry must run.
 * A copy that comes while the first is still unanswered waits for that answer. A delivery takes one name to seven, by its
 * proofs; 50,000 are about 12 MB, and only who can prove a call can add one.
 */
export class DeliveryLedger {
	private readonly entries = new Map<string, Entry>();

	constructor(
		private readonly maximumNames = 50_000,
		private readonly now: () => number = Date.now,
	) {}

	/**
	 * Claims a delivery. It is a repeat when its `own` name is remembered; once delivered it is remembered under `all`
	 * of them, for `lifetimeMilliseconds`.
	 */
	async claim(
		{ own, all }: { own: string; all: string[] },
		lifetimeMilliseconds: number = keyLifetime.durable,
	): Promise<Claim> {
		for (;;) {
			const entry = this.entries.get(own);
			if (!entry || this.isExpired(entry)) return this.open(all, lifetimeMilliseconds);
			if (entry.expiresAt !== undefined) return { repeat: true };
			await entry.settled;
		}
	}

	private isExpired({ expiresAt }: Entry): boolean {
		return expiresAt !== undefined && expiresAt <= this.now();
	}

	private open(names: string[], lifetimeMilliseconds: number): Claim {
		let wakeWaiting: () => void = () => {};
		const entry: Entry = { settled: new Promise<void>((resolve) => (wakeWaiting = resolve)) };
		// What was delivered with less proof stays remembered until this one is delivered as well.
		const opened = names.filter((name) => !this.isRemembered(name));
		for (const name of opened) this.entries.set(name, entry);

		let isSettled = false;
		const settle = (delivered: boolean) => {
			if (isSettled) return;
			isSettled = true;
			for (const name of opened) {
				if (this.entries.get(name) === entry) this.entries.delete(name);
			}
			if (delivered) this.remember(names, entry, lifetimeMilliseconds);
			wakeWaiting();
		};
		return { repeat: false, settle };
	}

	private isRemembered(name: string): boolean {
		const entry = this.entries.get(name);
		return entry?.expiresAt !== undefined && !this.isExpired(entry);
	}

	// Set again, so that the map's order shows which delivery is the oldest.
	private remember(names: string[], entry: Entry, lifetimeMilliseconds: number) {
		entry.expiresAt = this.now() + lifetimeMilliseconds;
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

/** Settles a claim by what the caller really got: a complete 2xx answer, or anything else. */
export function settleByAnswer(claim: Claim, response: Response): void {
	if (claim.repeat) return;
	// A caller that has already hung up gets no answer, and no event would report it.
	if (response.closed) return claim.settle(false);
	response.once('finish', () =>
		claim.settle(response.statusCode >= 200 && response.statusCode < 300),
	);
	response.once('close', () => claim.settle(false));
}

/** Gives the ledger of one trigger node. */
export const ledgerOf = keepPerNode(() => new DeliveryLedger());
