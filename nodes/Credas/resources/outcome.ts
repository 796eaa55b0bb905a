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
const seriousness: readonly Outcome[] = ['fail', 'review', 'pending', 'unknown', 'pass'];

/** Gives the most serious of some outcomes, `unknown` for none. */
export function mostSerious(outcomes: Outcome[]): Outcome {
	return seriousness.find((outcome) => outcomes.includes(outcome)) ?? 'unknown';
}

/** Gives so many of some things as there is room for, the most serious ones, in the order that they had. */
export function mostSeriousOf<T extends { outcome: Outcome }>(things: T[], room: number): T[] {
	const rank = ({ outcome }: T) => seriousness.indexOf(outcome);
	const chosen = new Set([...things].sort((one, other) => rank(one) - rank(other)).slice(0, room));
	return things.filter((thing) => chosen.has(thing));
}
