import { asInteger } from '../../shared/unknownInput';

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

/** A process of one of these statuses is still under way: not started, in progress, pending approval. */
const statusesUnderWay: readonly unknown[] = [0, 1, 4];
const completeStatus = 2;

const outcomeOfCheck = (status: unknown): Outcome =>
	outcomeByCheckStatus[asInteger(status) ?? 0] ?? 'unknown';

const mostSerious = (outcomes: Outcome[]): Outcome =>
	bySeriousness.find((outcome) => outcomes.includes(outcome)) ?? 'unknown';

/** What a list of check statuses amounts to: `pass` only if every one is a pass; `unknown` for an empty list. */
export function outcomeOfChecks(statuses: unknown[]): Outcome {
	return mostSerious(statuses.map(outcomeOfCheck));
}

/**
 * What a process amounts to, by the outcomes of its people and its own status: only a complete process whose
 * people all pass is a `pass`. One that is under way counts as `pending`, one that ended otherwise as `unknown`.
 */
export function outcomeOfProcess(processStatus: unknown, people: Outcome[]): Outcome {
	if (processStatus === completeStatus) return mostSerious(people);
	return mostSerious([...people, statusesUnderWay.includes(processStatus) ? 'pending' : 'unknown']);
}
