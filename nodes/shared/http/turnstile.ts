import type { FailedRequest } from './failure';
import { asksForLess, Gate, type Pace, type Turn } from './gate';
import { pause } from './pause';
import type { Attempt } from './retry';

/** What tells the time, waits, and throws dice. */
export interface Clock {
	/** In milliseconds since 1970. */
	now(): number;
	/** From 0 to 1. */
	random(): number;
	/** Waits, but no longer than until the signal is aborted. */
	pause(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** How a request goes through. */
export interface Passage<T> {
	/** Whether a request that was refused for being busy goes again. */
	goesAgain(failure: FailedRequest): boolean;
	/** Ends the waiting. */
	endSignal?: AbortSignal;
	/** When a request that was served is over, where that is later than its answer. */
	untilOver?(value: T): Promise<void> | undefined;
}

/** Nothing was sent, because the waiting was ended. */
const cancelled: FailedRequest = { networkCode: 'ERR_CANCELED' };

interface Waiting {
	letThrough(turn: Turn): void;
	turnAway(): void;
}

/** Lets the requests of an execution through its gate, in their order; what was refused for being busy goes first. */
export class Turnstile {
	private readonly gate: Gate;

	private readonly waiting: Waiting[] = [];

	private lastRefusal?: FailedRequest;

	/** Ends the pause until the gate opens. */
	private alarm?: { at: number; off: AbortController };

	constructor(
		pace: Pace,
		private readonly clock: Clock = realClock,
	) {
		this.gate = new Gate(pace, clock.random);
	}

	/**
	 * Sends a request when it is its turn, again where the service refused it for being busy, and gives what came of it:
	 * the last refusal where the service goes on refusing for longer than the pace allows.
	 */
	async pass<T>(
		send: () => Promise<Attempt<T>>,
		{ goesAgain, endSignal, untilOver }: Passage<T>,
	): Promise<Attempt<T>> {
		let refusal: FailedRequest | undefined;
		for (;;) {
			const turn = await this.takeTurn(endSignal, refusal !== undefined);
			if (!turn) {
				const why = endSignal?.aborted ? cancelled : this.lastRefusal;
				return { failure: refusal ?? why ?? cancelled };
			}
			const attempt = await this.sendInTurn(turn, send, untilOver);
			if ('value' in attempt || !asksForLess(attempt.failure, this.clock.now())) return attempt;
			refusal = attempt.failure;
			if (this.gate.isHopeless(this.clock.now()) || !goesAgain(refusal)) return attempt;
		}
	}

	private async sendInTurn<T>(
		turn: Turn,
		send: () => Promise<Attempt<T>>,
		untilOver: Passage<T>['untilOver'],
	): Promise<Attempt<T>> {
		let attempt: Attempt<T> | undefined;
		try {
			attempt = await send();
			return attempt;
		} finally {
			const over = attempt && 'value' in attempt && untilOver?.(attempt.value);
			if (over) void over.then(() => this.note(turn, attempt));
			else this.note(turn, attempt);
		}
	}

	private note(turn: Turn, attempt?: Attempt<unknown>): void {
		const now = this.clock.now();
		if (attempt === undefined) {
			this.gate.withdraw();
		} else if ('value' in attempt) {
			this.gate.served(turn);
		} else if (asksForLess(attempt.failure, now)) {
			this.lastRefusal = attempt.failure;
			this.gate.refused(turn, attempt.failure, now);
		} else if ((attempt.failure.statusCode ?? 500) < 500) {
			this.gate.served(turn);
		} else {
			this.gate.withdraw();
		}
		this.letThrough();
	}

	/** Waits for the turn of a request; none when the waiting is ended, or is hopeless. */
	private async takeTurn(endSignal?: AbortSignal, goesFirst = false): Promise<Turn | undefined> {
		for (let isFirst = goesFirst; ; isFirst = true) {
			const turn = await this.queue(endSignal, isFirst);
			if (!turn) return undefined;
			const delay = turn.startsAt - this.clock.now();
			if (delay > 0) await this.clock.pause(delay, endSignal);
			if (this.gate.isStillOpenFor(turn) && !endSignal?.aborted) return turn;
			this.gate.withdraw();
			this.letThrough();
		}
	}

	private async queue(endSignal?: AbortSignal, goesFirst = false): Promise<Turn | undefined> {
		if (endSignal?.aborted) return undefined;
		return await new Promise((resolve) => {
			const leave = () => {
				const place = this.waiting.indexOf(entry);
				if (place >= 0) this.waiting.splice(place, 1);
				endSignal?.removeEventListener('abort', leave);
				if (this.waiting.length === 0) this.alarm?.off.abort();
				resolve(undefined);
			};
			const entry: Waiting = {
				letThrough: (turn) => {
					endSignal?.removeEventListener('abort', leave);
					resolve(turn);
				},
				turnAway: leave,
			};
			endSignal?.addEventListener('abort', leave);
			if (goesFirst) this.waiting.unshift(entry);
			else this.waiting.push(entry);
			this.letThrough();
		});
	}

	private letThrough(): void {
		while (this.waiting.length > 0) {
			const now = this.clock.now();
			const opensAt = this.gate.opensAt(now);
			if (opensAt !== undefined && opensAt <= now) {
				this.waiting.shift()?.letThrough(this.gate.enter(now));
			} else if (this.gate.isHopeless(now)) {
				for (const { turnAway } of [...this.waiting]) turnAway();
			} else {
				if (opensAt !== undefined) this.setAlarm(opensAt, now);
				return;
			}
		}
	}

	private setAlarm(at: number, now: number): void {
		if (this.alarm && this.alarm.at <= at && !this.alarm.off.signal.aborted) return;
		this.alarm?.off.abort();
		const alarm = { at, off: new AbortController() };
		this.alarm = alarm;
		void this.clock.pause(at - now, alarm.off.signal).then(() => {
			if (this.alarm === alarm) this.alarm = undefined;
			this.letThrough();
		});
	}
}

const realClock: Clock = { now: () => Date.now(), random: () => Math.random(), pause };
