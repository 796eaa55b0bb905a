import { asInteger } from '../../shared/values/unknownInput';

import { completeStatus, isFinalStatus, outcomeOfStatus } from './codes';

/** What the checks of a person or of a process amount to. */
export type Outcome = 'fail' | 'review' | 'pending' | 'unknown' | 'pass';

/** The most serious first: the first that occurs is the outcome of the whole. */
const bySeriousness: readonly Outcome[] = ['fail', 'review', 'pending', 'unknown', 'pass'];

const outcomeOfCheck = (status: unknown): Outcome => outcomeOfStatus(asInteger(status) ?? 0);

const mostSerious = (outcomes: Outcome[]): Outcome =>
	bySeriousness.find((outcome) => outcomes.includes(outcome)) ?? 'unknown';

/** What a list of check statuses amounts to: `pass` only if every one is a pass; `unknown` for an empty list. */
export function outcomeOfChecks(statuses: unknown[]): Outcome {
	return mostSerious(statuses.map(outcomeOfCheck));
}

/**
 * What a process amounts to, by the outcomes of its people and its own status. Only a complete process can be a
 * `pass`: whose people pass so far is `pending` while it is under way, and `unknown` if it ended otherwise.
 */
export function outcomeOfProcess(status: unknown, people: Outcome[]): Outcome {
	const outcome = mostSerious(people);
	if (outcome !== 'pass' || status === completeStatus) return outcome;
	const isUnderWay = typeof status === 'number' && isFinalStatus(status) === false;
	return isUnderWay ? 'pending' : 'unknown';
}
