import axios from 'axios';
import { randomUUID } from 'node:crypto';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';

/** One POST that was made, and what came back: a status with its body, or a fault of the connection. */
export interface Attempt {
	readonly startedAt: Date;
	readonly durationMs: number;
	/** 1 for the callback itself, 2 for its double when the sender was told to double it. */
	readonly copy: number;
	/** Header names in lower case, as they were sent. */
	readonly headers: Readonly<Record<string, string>>;
	readonly status?: number;
	/** The first 10 000 characters of the answer. */
	readonly body?: string;
	/** Why there was no answer, e.g. `ECONNREFUSED` or a time-out. */
	readonly fault?: string;
}

/**
 * `pending` until a receiver answers 2xx (`delivered`) or the retries are used up (`abandoned`);
 * `lost` when the sender was told to lose it, `unaddressed` when there was no URL to send it to,
 * `ended` when it was called off or the sender was closed first.
 */
export type DeliveryState =
	| 'pending'
	| 'delivered'
	| 'abandoned'
	| 'lost'
	| 'unaddressed'
	| 'ended';

/** One callback on its way, with every attempt so far. */
export interface Delivery {
	readonly id: string;
	/** What the page shows for it, e.g. `process complete`. */
	readonly label: string;
	readonly method: string;
	readonly url: string;
	/** The exact text that is sent. */
	readonly rawBody: string;
	readonly attempts: readonly Attempt[];
	readonly state: DeliveryState;
	/** Resolves with this delivery once its state is final. Never rejects. */
	readonly finished: Promise<Delivery>;
}

type Headers = Readonly<Record<string, string>>;

export interface DeliveryRequest {
	/** Empty where nobody gave a URL: the delivery is kept, and is `unaddressed`. */
	readonly url: string;
	/** A string is sent as it stands, undefined as an empty body, anything else as JSON. */
	readonly body: unknown;
	readonly label?: string;
	readonly method?: 'POST' | 'PUT' | 'GET' | 'DELETE' | 'PATCH' | 'HEAD';
	/** A function is called for every attempt: signatures carry the time, tokens expire. */
	readonly headers?: Headers | ((rawBody: string) => Headers | Promise<Headers>);
	/** Waits between attempts in ms before scaling; the sender's own schedule when left out, `[]` for no retry. */
	readonly retryDelaysMs?: readonly number[];
}

/**
 * What goes wrong with the next callbacks.
 * `late`: held back for `byMs` (not scaled). `doubled`: sent twice at the same moment, each copy with its own retries.
 * `reordered`: the next `count` are collected, then sent in reverse order, each after the first attempt of the one before.
 * `lost`: never sent.
 */
export type DeliveryMisbehaviour =
	| { readonly kind: 'late'; readonly byMs: number; readonly times?: number }
	| { readonly kind: 'doubled'; readonly times?: number }
	| { readonly kind: 'reordered'; readonly count: number }
	| { readonly kind: 'lost'; readonly times?: number };

export interface SenderOptions {
	/** Waits in ms before the second, third … attempt. */
	readonly retryDelaysMs: readonly number[];
	/** Factor on every retry wait: 0.001 turns seconds into milliseconds. Default 1. */
	readonly timeScale?: number;
	/** How long one attempt may take, in ms. Default 30 000, not scaled. */
	readonly timeoutMs?: number;
	readonly userAgent?: string;
}

interface OpenDelivery extends Delivery {
	readonly request: DeliveryRequest;
	readonly attempts: Attempt[];
	state: DeliveryState;
	readonly finish: (state: DeliveryState) => void;
	readonly onFirstAttempt: () => void;
	readonly firstAttempt: Promise<void>;
}

const keptBodyCharacters = 10_000;

/** Delivers callbacks the way a webhook service does: any 2xx is success, all else is tried again. */
export class CallbackSender {
	private readonly open: OpenDelivery[] = [];
	private readonly misbehaviours: Array<{ what: DeliveryMisbehaviour; left: number }> = [];
	private readonly held: OpenDelivery[] = [];
	private readonly closing = new AbortController();
	private readonly agents = { http: new HttpAgent(), https: new HttpsAgent() };

	constructor(private readonly options: SenderOptions) {}

	/** Every callback ever handed over, oldest first. */
	get deliveries(): readonly Delivery[] {
		return this.open;
	}

	/** Starts a delivery and returns at once; await its `finished` for the end. */
	send(request: DeliveryRequest): Delivery {
		const delivery = openDelivery(request);
		this.open.push(delivery);
		void this.start(delivery);
		return delivery;
	}

	/** Adds a misbehaviour for the next callbacks; several are used up in the order they were added. */
	misbehave(what: DeliveryMisbehaviour): void {
		const left = what.kind === 'reordered' ? what.count : (what.times ?? 1);
		this.misbehaviours.push({ what, left });
	}

	/** Forgets the misbehaviours that were not used up and sends what was held back for reordering. */
	behave(): void {
		this.misbehaviours.length = 0;
		void this.releaseReversed();
	}

	/** Makes no further attempt of a pending delivery, as when its receiver was deregistered. */
	end(delivery: Delivery): void {
		this.open.find((one) => one === delivery)?.finish('ended');
	}

	/** Resolves once no delivery is pending. A delivery held back for reordering counts as pending. */
	async settled(): Promise<void> {
		await Promise.all(this.open.map(async (delivery) => await delivery.finished));
	}

	/** Ends every wait and every open connection; what was pending becomes `ended`. */
	async close(): Promise<void> {
		this.closing.abort();
		for (const delivery of this.open) delivery.finish('ended');
		this.agents.http.destroy();
		this.agents.https.destroy();
		await this.settled();
	}

	private async start(delivery: OpenDelivery): Promise<void> {
		if (delivery.url === '') return delivery.finish('unaddressed');
		const misbehaviour = this.takeMisbehaviour();
		if (misbehaviour?.kind === 'lost') return delivery.finish('lost');
		if (misbehaviour?.kind === 'reordered') return await this.hold(delivery);
		const copies = misbehaviour?.kind === 'doubled' ? 2 : 1;
		const waitMs = misbehaviour?.kind === 'late' ? misbehaviour.byMs : 0;
		await this.deliver(delivery, copies, waitMs);
	}

	private takeMisbehaviour(): DeliveryMisbehaviour | undefined {
		const [next] = this.misbehaviours;
		if (!next) return undefined;
		next.left -= 1;
		if (next.left <= 0) this.misbehaviours.shift();
		return next.what;
	}

	private async hold(delivery: OpenDelivery): Promise<void> {
		this.held.push(delivery);
		const moreToCome = this.misbehaviours[0]?.what.kind === 'reordered';
		if (!moreToCome) await this.releaseReversed();
	}

	private async releaseReversed(): Promise<void> {
		for (const delivery of this.held.splice(0).reverse()) {
			void this.deliver(delivery, 1, 0);
			await Promise.race([delivery.firstAttempt, delivery.finished]);
		}
	}

	private async deliver(delivery: OpenDelivery, copies: number, waitMs: number): Promise<void> {
		try {
			await this.wait(waitMs);
			const lanes = Array.from({ length: copies }, async (_, index) => {
				return await this.attemptUntilAccepted(delivery, index + 1);
			});
			const accepted = await Promise.all(lanes);
			delivery.finish(accepted.includes(true) ? 'delivered' : 'abandoned');
		} catch (fault) {
			if (!this.closing.signal.aborted) throw fault;
			delivery.finish('ended');
		}
	}

	private async attemptUntilAccepted(delivery: OpenDelivery, copy: number): Promise<boolean> {
		const { retryDelaysMs = this.options.retryDelaysMs } = delivery.request;
		for (const delayMs of [0, ...retryDelaysMs]) {
			await this.wait(delayMs * (this.options.timeScale ?? 1));
			if (delivery.state !== 'pending') return false;
			const attempt = await this.attempt(delivery, copy);
			delivery.attempts.push(attempt);
			delivery.onFirstAttempt();
			if (isAccepted(attempt)) return true;
		}
		return false;
	}

	private async wait(ms: number): Promise<void> {
		this.closing.signal.throwIfAborted();
		if (ms > 0) await pause(ms, undefined, { signal: this.closing.signal });
	}

	private async attempt(delivery: OpenDelivery, copy: number): Promise<Attempt> {
		const startedAt = new Date();
		let headers: Headers = {};
		const record = (outcome: Pick<Attempt, 'status' | 'body' | 'fault'>): Attempt => ({
			startedAt,
			durationMs: Date.now() - startedAt.getTime(),
			copy,
			headers,
			...outcome,
		});
		try {
			headers = await this.headersFor(delivery);
			const { status, data } = await this.post(delivery, headers);
			return record({ status, body: data.slice(0, keptBodyCharacters) });
		} catch (fault) {
			return record({ fault: describeFault(fault) });
		}
	}

	private async headersFor({ request, rawBody }: OpenDelivery): Promise<Headers> {
		const given =
			typeof request.headers === 'function' ? await request.headers(rawBody) : request.headers;
		const all = {
			'content-type': 'application/json',
			'user-agent': this.options.userAgent ?? 'simulator',
			...given,
		};
		return Object.fromEntries(
			Object.entries(all).map(([name, value]) => [name.toLowerCase(), value]),
		);
	}

	private async post(delivery: OpenDelivery, headers: Headers) {
		return await axios.request<string>({
			url: delivery.url,
			method: delivery.method,
			headers: { ...headers },
			// Bytes, so that axios sends them as they are: it would quote a text that is no JSON.
			data: delivery.method === 'GET' ? undefined : Buffer.from(delivery.rawBody),
			responseType: 'text',
			transformResponse: (text: unknown) => (typeof text === 'string' ? text : ''),
			validateStatus: () => true,
			maxRedirects: 0,
			proxy: false,
			timeout: this.options.timeoutMs ?? 30_000,
			httpAgent: this.agents.http,
			httpsAgent: this.agents.https,
			signal: this.closing.signal,
		});
	}
}

/** True for an attempt that the receiver answered with any 2xx. */
export function isAccepted({ status }: Attempt): boolean {
	return status !== undefined && status >= 200 && status < 300;
}

function openDelivery(request: DeliveryRequest): OpenDelivery {
	const { promise: finished, resolve: resolveFinished } = deferred<Delivery>();
	const { promise: firstAttempt, resolve: onFirstAttempt } = deferred<void>();
	const delivery: OpenDelivery = {
		id: randomUUID(),
		label: request.label ?? 'callback',
		method: request.method ?? 'POST',
		url: request.url,
		rawBody: toText(request.body),
		request,
		attempts: [],
		state: 'pending',
		finished,
		firstAttempt,
		onFirstAttempt,
		finish(state) {
			if (delivery.state !== 'pending') return;
			delivery.state = state;
			resolveFinished(delivery);
		},
	};
	return delivery;
}

function toText(body: unknown): string {
	if (body === undefined) return '';
	return typeof body === 'string' ? body : JSON.stringify(body);
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
	let resolve: (value: T) => void = () => {};
	const promise = new Promise<T>((accept) => {
		resolve = accept;
	});
	return { promise, resolve };
}

function describeFault(fault: unknown): string {
	if (axios.isAxiosError(fault)) return fault.code ?? fault.message;
	return fault instanceof Error ? fault.message : String(fault);
}
