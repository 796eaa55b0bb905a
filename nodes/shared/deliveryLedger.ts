import type { IWebhookFunctions } from 'n8n-workflow';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** What a delivery is to the ledger: a repeat, or the first, whose end must be told. */
export type Claim = { repeat: true } | { repeat: false; settle: (delivered: boolean) => void };

interface Entry {
	/** When the key may be forgotten, in milliseconds since 1970; missing while its answer is still open. */
	expiresAt?: number;
	/** Resolves when the answer to the key's delivery went out, well or badly. */
	settled: Promise<void>;
}

/** How long a key counts as a repeat, in milliseconds. */
export const keyLifetime = {
	/** The key names one delivery for ever; the bound on the number of keys is what ends it. */
	durable: Number.POSITIVE_INFINITY,
	/** The same content can honestly come again, so only what comes soon is a repeat. */
	tenMinutes: 10 * 60 * 1000,
} as const;

/**
 * Remembers in memory which deliveries were acknowledged. A key counts only once our answer went out as 2xx:
 * n8n stores the execution after `webhook()` has returned, and if that does not work out the sender's retry
 * must run. A copy that comes while the first is still unanswered waits for that answer.
 */
export class DeliveryLedger {
	private readonly entries = new Map<string, Entry>();

	constructor(
		private readonly maximumKeys = 10_000,
		private readonly now: () => number = Date.now,
	) {}

	/** Claims a key for one delivery. `lifetimeMilliseconds` says how long a delivered key is remembered. */
	async claim(key: string, lifetimeMilliseconds: number = keyLifetime.durable): Promise<Claim> {
		for (;;) {
			const entry = this.entries.get(key);
			if (!entry || this.isExpired(entry)) return this.open(key, lifetimeMilliseconds);
			if (entry.expiresAt !== undefined) return { repeat: true };
			await entry.settled;
		}
	}

	private isExpired({ expiresAt }: Entry): boolean {
		return expiresAt !== undefined && expiresAt <= this.now();
	}

	private open(key: string, lifetimeMilliseconds: number): Claim {
		let wakeWaiting: () => void = () => {};
		const entry: Entry = { settled: new Promise<void>((resolve) => (wakeWaiting = resolve)) };
		this.entries.set(key, entry);

		let isSettled = false;
		const settle = (delivered: boolean) => {
			if (isSettled) return;
			isSettled = true;
			this.entries.delete(key);
			if (delivered) this.remember(key, entry, lifetimeMilliseconds);
			wakeWaiting();
		};
		return { repeat: false, settle };
	}

	// Set anew, so that the map's order tells which key was delivered longest ago.
	private remember(key: string, entry: Entry, lifetimeMilliseconds: number) {
		entry.expiresAt = this.now() + lifetimeMilliseconds;
		this.entries.set(key, entry);
		for (const [key, { expiresAt }] of this.entries) {
			if (this.entries.size <= this.maximumKeys) return;
			if (expiresAt !== undefined) this.entries.delete(key);
		}
	}
}

/** Settles a claim by what the caller really got: a 2xx that went out whole, or anything else. */
export function settleByAnswer(claim: Claim, response: Response): void {
	if (claim.repeat) return;
	// A caller that has left already gets no answer, and nothing more is told of it.
	if (response.closed) return claim.settle(false);
	response.once('finish', () =>
		claim.settle(response.statusCode >= 200 && response.statusCode < 300),
	);
	response.once('close', () => claim.settle(false));
}

const maximumLedgers = 1_000;
const ledgers = new Map<string, DeliveryLedger>();

/** Gives the ledger of one trigger node, the same for every call as long as n8n runs. */
export function ledgerOf(workflowId: string, nodeId: string): DeliveryLedger {
	const key = `${workflowId}:${nodeId}`;
	const ledger = ledgers.get(key) ?? new DeliveryLedger();
	// Set anew, so that the map's order tells which trigger has been quiet for longest.
	ledgers.delete(key);
	ledgers.set(key, ledger);
	if (ledgers.size > maximumLedgers) {
		const [quietest] = ledgers.keys();
		if (quietest !== undefined) ledgers.delete(quietest);
	}
	return ledger;
}
