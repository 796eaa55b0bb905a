import type { IDataObject } from 'n8n-workflow';

import { labelOf } from '../labels';
import { mostSerious, type Judgement, type Outcome } from '../outcome';

import { completeStatus, isFinalStatus, processStatus, rulesOutPass } from './process';

/** What is known of a process when it is judged. */
export interface ProcessFacts {
	/** Its details, as Credas gives them. */
	details: IDataObject;
	people: Judgement[];
	/** Why somebody may take part who was not asked about. */
	unknown: string[];
}

/**
 * Judges a process by its people and its own status. Only a complete process in which everybody is known can be a
 * `pass`: whose people pass so far is `pending` while it is under way, and `unknown` if it ended otherwise.
 */
export function outcomeOf({ details, people, unknown }: ProcessFacts): Judgement {
	const ofProcess = judgeProgress(details);
	const nobody = people.length === 0 ? ['Nobody is known to take part'] : [];
	const outcomeReasons = [
		...ofProcess.outcomeReasons,
		...nobody,
		...unknown,
		...people.flatMap((person) => person.outcomeReasons),
	];
	const ofPeople = mostSerious([
		...people.map(({ outcome }) => outcome),
		...unknown.map((): Outcome => 'unknown'),
	]);
	return { outcome: ofPeople === 'pass' ? ofProcess.outcome : ofPeople, outcomeReasons };
}

// Stricter than for a wait: a pass needs a number, and one that does not say itself that the process ended otherwise.
function judgeProgress({ status, isComplete }: IDataObject): Judgement {
	const number = typeof status === 'number' ? status : undefined;
	const isFlagged = isComplete === true && !rulesOutPass(number ?? -1);
	if (number === completeStatus || isFlagged) return { outcome: 'pass', outcomeReasons: [] };

	const label = number === undefined ? 'no readable status' : labelOf(processStatus, number);
	return {
		outcome: number !== undefined && isFinalStatus(number) === false ? 'pending' : 'unknown',
		outcomeReasons: [`The process is not complete: ${label}`],
	};
}
