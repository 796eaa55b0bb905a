import { asInteger } from '../../shared/unknownInput';
import { isUnderWay, processStatus } from './processStatus';

/** What the checks of a person or of a process amount to. */
export type Outcome = 'fail' | 'review' | 'pending' | 'unknown' | 'pass';

/** The most serious first: the first that occurs is the outcome of the whole. */
const bySeriousness: readonly Outcome[] = ['fail', 'review', 'pending', 'unknown', 'pass'];

/** By active check status (Credas: Retrieving Right to Work/Rent details); what is not named here is unknown. */
const outcomeByCheckStatus: Readonly<Record<number, Outcome>> = {
	1: 'pass',
	2: 'pending',
	3: 'review',
	4: 'fail',
	6: 'review',
	7: 'review',
	9: 'pending',
};

const outcomeOfCheck = (status: unknown): Outcome =>
	outcomeByCheckStatus[asInteger(status) ?? 0] ?? 'unknown';

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
	if (outcome !== 'pass' || status === processStatus.complete) return outcome;
	return isUnderWay(status) ? 'pending' : 'unknown';
}
