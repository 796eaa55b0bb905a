import type { FailedRequest } from './failure';
import { retryAfterMilliseconds } from './retry';

/** How fast a service is asked. */
export interface Pace {
	/** The most requests under way at once. */
	atOnce: number;
	/** How long a service may go on refusing as busy until that is taken for its answer, in milliseconds. */
	patienceMilliseconds: number;
}

/** The leave to send one request. */
export interface Turn {
	/** Which opening of the gate let it through. */
	readonly opening: number;
	/** When it may be sent, in milliseconds since 1970: a little later than others, where many have waited. */
	readonly startsAt: number;
}

const [firstBackoff, longestBackoff] = [500, 30_000];

/** A service that names no time to wait worth the name is left alone for as long, in milliseconds, and then longer. */
const [shortestClosing, longestShortClosing] = [50, 1_000];

/** Those who waited start within a tenth of the time that the gate was closed, in milliseconds. */
const [shortestSpread, longestSpread] = [50, 5_000];

/** How many rounds go by until a width that the service has refused is tried again: doubled with each refusal. */
const [fewestCautiousRounds, mostCautiousRounds] = [4, 64];

/** Whether a service refused a request for being busy: 429, or 503 that says when to come again (RFC 6585, 9110). */
export function asksForLess({ statusCode, retryAfter }: FailedRequest, now: number): boolean {
	if (statusCode === 429) return true;
	return statusCode === 503 && retryAfterMilliseconds(retryAfter, now) !== undefined;
}

/**
 * Decides how many requests may be under way, and when. A refusal for being busy closes the gate until the moment that
 * the service names, else for half a second and twice as long each time. It opens for half as many as were under way,
 * and for one more after each round of answers without a refusal. A width that was refused before is tried again only
 * after several rounds: each such try may close the gate for as long as a hundred answers take. Knows no timers: whoever
 * uses it says what time it is.
 */
export class Gate {
	private width: number;

	private underWay = 0;

	/** The most that were under way since the gate opened. */
	private peak = 0;

	/** The width that was refused last. */
	private refusedWidth = Number.POSITIVE_INFINITY;

	private cautiousRounds = fewestCautiousRounds;

	private roundsAtThisWidth = 0;

	private servedInRound = 0;

	private opening = 0;

	private closedUntil = 0;

	/** How many of those who waited have still to be spread, and over how many milliseconds. */
	private toSpread = { requests: 0, milliseconds: 0 };

	/** How often the gate has closed since the service last served a request, and since when. */
	private refusals = { inARow: 0, since: 0 };

	constructor(
		private readonly pace: Pace,
		private readonly random: () => number = Math.random,
	) {
		this.width = pace.atOnce;
	}

	/** How many requests may be under way at present. */
	get currentWidth(): number {
		return this.width;
	}

	/** When the next request may go, in milliseconds since 1970; undefined while it takes another's end. */
	opensAt(now: number): number | undefined {
		return this.underWay < this.width ? Math.max(now, this.closedUntil) : undefined;
	}

	/** Whether the gate is closed, and stays so for longer than the pace allows since the service last served a request. */
	isHopeless(now: number): boolean {
		const { inARow, since } = this.refusals;
		if (this.closedUntil <= now) return false;
		// A request from before the gate closed may be refused when others have been served since.
		return this.closedUntil - (inARow > 0 ? since : now) > this.pace.patienceMilliseconds;
	}

	/** Lets a request through. */
	enter(now: number): Turn {
		this.underWay++;
		this.peak = Math.max(this.peak, this.underWay);
		const isSpread = this.toSpread.requests > 0;
		if (isSpread) this.toSpread.requests--;
		const delay = isSpread ? this.random() * this.toSpread.milliseconds : 0;
		return { opening: this.opening, startsAt: now + delay };
	}

	/** Whether the gate has not closed since it let this request through. */
	isStillOpenFor({ opening }: Turn): boolean {
		return opening === this.opening;
	}

	/** Takes back a leave that was not used, or whose request came to nothing that says whether the service is busy. */
	withdraw(): void {
		this.underWay--;
	}

	/** Notes that a request was served. */
	served(turn: Turn): void {
		this.underWay--;
		// What was sent before the gate closed says nothing about how it goes since.
		if (!this.isStillOpenFor(turn)) return;
		this.refusals.inARow = 0;
		this.servedInRound++;
		if (this.servedInRound >= this.width) this.endRound();
	}

	/** Notes that the service refused a request for being busy. */
	refused(turn: Turn, { retryAfter }: FailedRequest, now: number): void {
		const isFirst = this.isStillOpenFor(turn);
		if (isFirst) this.close(now);
		this.underWay--;
		const named = retryAfterMilliseconds(retryAfter, now);
		if (!isFirst && named === undefined) return;
		const milliseconds = named === undefined ? this.backoff() : Math.max(named, this.least());
		this.closedUntil = Math.max(this.closedUntil, now + milliseconds);
		this.toSpread = {
			requests: this.width,
			milliseconds: Math.min(longestSpread, Math.max(shortestSpread, milliseconds / 10)),
		};
	}

	private close(now: number): void {
		const isKnown = this.peak >= this.refusedWidth;
		this.cautiousRounds = isKnown
			? Math.min(mostCautiousRounds, this.cautiousRounds * 2)
			: fewestCautiousRounds;
		this.refusedWidth = this.peak;
		this.width = Math.max(1, Math.floor(this.peak / 2));
		this.opening++;
		this.peak = 0;
		this.startRound();
		this.roundsAtThisWidth = 0;
		if (this.refusals.inARow === 0) this.refusals.since = now;
		this.refusals.inARow++;
	}

	private backoff(): number {
		const doubled = firstBackoff * 2 ** (this.refusals.inARow - 1);
		return Math.min(longestBackoff, doubled) * (0.5 + this.random() / 2);
	}

	private least(): number {
		return Math.min(longestShortClosing, shortestClosing * 2 ** (this.refusals.inARow - 1));
	}

	private startRound(): void {
		this.servedInRound = 0;
	}

	private endRound(): void {
		this.startRound();
		this.roundsAtThisWidth++;
		if (this.width >= this.refusedWidth) this.refusedWidth = Number.POSITIVE_INFINITY;
		const wasRefused = this.width + 1 >= this.refusedWidth;
		const isTime = !wasRefused || this.roundsAtThisWidth >= this.cautiousRounds;
		if (this.width < this.pace.atOnce && isTime) {
			this.width++;
			this.roundsAtThisWidth = 0;
		}
	}
}
