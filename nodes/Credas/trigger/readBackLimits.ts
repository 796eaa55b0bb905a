import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { FailedRequest } from '../../shared/http/failure';
import type { Attempt } from '../../shared/http/retry';
import { keepPerNode, nodeOf } from '../../shared/webhook/perNode';

/** How many questions one node has under way at the same moment. */
const mostAtOnce = 5;

/** How long a call waits for its turn to ask, in milliseconds. */
const turnTimeoutMilliseconds = 5_000;

/** How long a trigger takes an id that Credas does not know for unknown without asking again, in milliseconds. */
const unknownForMilliseconds = 30_000;

const maximumUnknownIds = 1_000;

/** An answer of Credas, or what stood in its way. */
export type Answer = Attempt<IDataObject>;

/** One question to Credas. */
export interface Question {
	/** When it must be over. */
	deadline: AbortSignal;
	ask: () => Promise<Answer>;
}

const tooManyCalls: FailedRequest = { reason: 'too many calls at the same moment' };
const unknown: FailedRequest = { statusCode: 404 };

/**
 * Bounds what strangers can make a node ask Credas, with the user's key: a few questions at once, and none about an
 * id of which Credas has just said that it does not know it.
 */
export class ReadBackLimits {
	private underWay = 0;
	private readonly waiting = new Set<() => void>();
	private readonly unknownUntil = new Map<string, number>();

	/** An unknown id is remembered for `rememberMilliseconds`; 0 is never. */
	constructor(
		private readonly rememberMilliseconds: number,
		private readonly now: () => number = Date.now,
	) {}

	/** Asks when it is this question's turn; one whose turn does not come in time fails without being asked. */
	async ask({ deadline, ask }: Question): Promise<Answer> {
		if (!(await this.takeTurn())) return { failure: tooManyCalls };
		try {
			return deadline.aborted ? { failure: tooManyCalls } : await ask();
		} finally {
			this.endTurn();
		}
	}

	/** Asks about something by its id. What Credas did not know a moment ago fails with 404 without being asked. */
	async askAbout(id: string, { deadline, ask }: Question): Promise<Answer> {
		if (this.isUnknown(id)) return { failure: unknown };
		const answer = await this.ask({
			deadline,
			ask: async () => (this.isUnknown(id) ? { failure: unknown } : await ask()),
		});
		if ('failure' in answer && isAbsent(answer.failure)) this.rememberUnknown(id);
		return answer;
	}

	private isUnknown(id: string): boolean {
		return (this.unknownUntil.get(id) ?? 0) > this.now();
	}

	private rememberUnknown(id: string): void {
		if (this.isUnknown(id)) return;
		// Set again, so that the map's order shows which id was asked about longest ago.
		this.unknownUntil.delete(id);
		this.unknownUntil.set(id, this.now() + this.rememberMilliseconds);
		const [oldest] = this.unknownUntil.keys();
		if (this.unknownUntil.size > maximumUnknownIds && oldest !== undefined) {
			this.unknownUntil.delete(oldest);
		}
	}

	private async takeTurn(): Promise<boolean> {
		if (this.underWay < mostAtOnce) {
			this.underWay++;
			return true;
		}
		return await new Promise((resolve) => {
			const begin = () => resolve(true);
			this.waiting.add(begin);
			AbortSignal.timeout(turnTimeoutMilliseconds).addEventListener('abort', () => {
				if (this.waiting.delete(begin)) resolve(false);
			});
		});
	}

	/** Hands the turn to the question that has waited longest. */
	private endTurn(): void {
		const [next] = this.waiting;
		if (next === undefined) {
			this.underWay--;
			return;
		}
		this.waiting.delete(next);
		next();
	}
}

/** Whether Credas says that there is no such thing under our key. */
export function isAbsent({ statusCode }: FailedRequest): boolean {
	return statusCode === 404 || statusCode === 410;
}

const ofTriggers = keepPerNode(() => new ReadBackLimits(unknownForMilliseconds));

/** Gives the limits of a trigger, which anybody may call. */
export function triggerLimits(context: IWebhookFunctions): ReadBackLimits {
	return ofTriggers(...nodeOf(context));
}

const ofWaits = keepPerNode(() => new ReadBackLimits(0));

/** Gives the limits of a node that waits: Credas knew its process, so a stray “unknown” is not remembered. */
export function waitLimits(context: IWebhookFunctions): ReadBackLimits {
	return ofWaits(...nodeOf(context));
}
