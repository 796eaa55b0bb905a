/** What the checks of a person or of a process amount to. */
export type Outcome = 'fail' | 'review' | 'pending' | 'unknown' | 'pass';

/** An outcome, and what made it so. */
export interface Judgement {
	outcome: Outcome;
	/**
	 * Everything that stands against a pass, person by person and check by check: short texts that name the check and
	 * the entity id, and nothing else of a person. Empty for a pass alone.
	 */
	outcomeReasons: string[];
}

/** The most serious first: the first that occurs is the outcome of the whole. */
const bySeriousness: readonly Outcome[] = ['fail', 'review', 'pending', 'unknown', 'pass'];

/** Gives the most serious of some outcomes, `unknown` for none. */
export function mostSerious(outcomes: Outcome[]): Outcome {
	return bySeriousness.find((outcome) => outcomes.includes(outcome)) ?? 'unknown';
}
