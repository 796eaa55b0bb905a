import { sleep, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';

import type { FailedRequest } from '../../shared/http/failure';
import type { Attempt } from '../../shared/http/retry';
import { keepPerNode } from '../../shared/webhook/perNode';

/** How many questions one node has under way at the same moment in each lane. */
const mostAtOnce = 5;

/** How many questions of one lane wait for their turn. */
const mostWaiting = 100;

/** How long a call waits for its turn to ask, in milliseconds. */
const turnTimeoutMilliseconds = 5_000;

/** The pause before an id that Credas does not know is asked about once more, in milliseconds. */
const pauseMilliseconds = 500;

/** How long a trigger takes an id that Credas does not know for unknown without asking again, in milliseconds. */
const unknownForMilliseconds = 30_000;

const maximumUnknownIds = 1_000;

/** An answer of Credas, or what stood in its way. */
export type Answer = Attempt<IDataObject>;

/** One question to Credas. */
export interface Question {
	/** When it must be over. */
	deadline: AbortSignal;
	/** Whether the call that leads to it has passed a proof already; such calls have a lane of their own. */
	isProved?: boolean;
	ask: () => Promise<Answer>;
}

const tooManyCalls: FailedRequest = { reason: 'too many calls at the same moment' };
const unknown: FailedRequest = { statusCode: 404 };

/** Lets a few questions through at once; the others wait for their turn, in the order in which they came. */
class Lane {
	private underWay = 0;
	private readonly waiting = new Set<() => void>();

	async takeTurn(): Promise<boolean> {
		if (this.underWay < mostAtOnce) {
			this.underWay++;
			return true;
		}
		if (this.waiting.size >= mostWaiting) return false;
		return await new Promise((resolve) => {
			const begin = () => resolve(true);
			this.waiting.add(begin);
			AbortSignal.timeout(turnTimeoutMilliseconds).addEventListener('abort', () => {
				if (this.waiting.delete(begin)) resolve(false);
			});
		});
	}

	/** Hands the turn to the question that has waited longest. */
	endTurn(): void {
		const [next] = this.waiting;
		if (next === undefined) {
			this.underWay--;
			return;
		}
		this.waiting.delete(next);
		next();
	}
}

/**
 * Bounds what strangers can make a node ask Credas, with the user's key: a few questions at once, and none about an
 * id of which Credas has just said twice that it does not know it. Calls that have passed a proof do not wait behind
 * strangers.
 */
export class ReadBackLimits {
	private readonly lanes = { open: new Lane(), proved: new Lane() };
	private readonly unknownUntil = new Map<string, number>();
	/** What Credas did not know once, and is being asked about again. */
	private readonly suspected = new Map<string, Promise<Answer>>();

	/** An unknown id is remembered for `rememberMilliseconds`; 0 is never. */
	constructor(
		private readonly rememberMilliseconds: number,
		private readonly now: () => number = Date.now,
		private readonly pause: (milliseconds: number) => Promise<void> = sleep,
	) {}

	/** Asks when it is this question's turn; one whose turn does not come in time fails without being asked. */
	async ask({ deadline, isProved = false, ask }: Question): Promise<Answer> {
		const lane = this.lanes[isProved ? 'proved' : 'open'];
		if (!(await lane.takeTurn())) return { failure: tooManyCalls };
		try {
			return deadline.aborted ? { failure: tooManyCalls } : await ask();
		} finally {
			lane.endTurn();
		}
	}

	/**
	 * Asks about something by its id, which names the account, too, since that may change. What Credas does not know is asked about once more, since a stray 404 is not a
	 * proof; what it has not known twice a moment ago fails with 404 without being asked, unless the call has passed a
	 * proof.
	 */
	async askAbout(id: string, question: Question): Promise<Answer> {
		if (question.isProved) return await this.askTwice(question);
		if (this.isUnknown(id)) return { failure: unknown };
		// Where another call is told the same at this moment, its second question is this one's as well.
		const isKnown = () => this.isUnknown(id) || this.suspected.has(id);
		const first = await this.ask({
			...question,
			ask: async () => (isKnown() ? { failure: unknown } : await question.ask()),
		});
		if (!isAbsentAnswer(first) || this.isUnknown(id)) return first;
		const underWay = this.suspected.get(id);
		if (underWay) return await underWay;
		const second = this.askToRemember(id, question).finally(() => this.suspected.delete(id));
		this.suspected.set(id, second);
		return await second;
	}

	private async askToRemember(id: string, question: Question): Promise<Answer> {
		await this.pause(pauseMilliseconds);
		const answer = await this.ask(question);
		if (isAbsentAnswer(answer)) this.rememberUnknown(id);
		return answer;
	}

	private async askTwice(question: Question): Promise<Answer> {
		const first = await this.ask(question);
		if (!isAbsentAnswer(first)) return first;
		await this.pause(pauseMilliseconds);
		return await this.ask(question);
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
}

const isAbsentAnswer = (answer: Answer) => 'failure' in answer && isAbsent(answer.failure);

/** Whether Credas says that there is no such thing under our key. */
export function isAbsent({ statusCode }: FailedRequest): boolean {
	return statusCode === 404 || statusCode === 410;
}

const ofTriggers = keepPerNode(() => new ReadBackLimits(unknownForMilliseconds));

/** Gives the limits of a trigger, which anybody may call. */
export function triggerLimits(context: IWebhookFunctions): ReadBackLimits {
	return ofTriggers(context);
}

const ofWaits = keepPerNode(() => new ReadBackLimits(0));

/** Gives the limits of a node that waits: Credas knew its process, so an “unknown” is not remembered. */
export function waitLimits(context: IWebhookFunctions): ReadBackLimits {
	return ofWaits(context);
}
