import type { IDataObject } from 'n8n-workflow';

import type { FailedRequest } from '../../../shared/http/failure';
import { asIdentifier, asInteger, asRecord } from '../../../shared/values/unknownInput';
import { completeStatus, isFinalStatus, labelOf, outcomeOfStatus, rulesOutPass } from '../codes';

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

const mostSerious = (outcomes: Outcome[]): Outcome =>
	bySeriousness.find((outcome) => outcomes.includes(outcome)) ?? 'unknown';

const longestName = 100;

function judgeCheck(check: unknown): { outcome: Outcome; reason: string } {
	const record = asRecord(check);
	if (!record) return { outcome: 'unknown', reason: 'A check that cannot be read' };

	const name = asIdentifier(record.name)?.slice(0, longestName) ?? 'A check without a name';
	const status = asInteger(record.status);
	if (status === undefined) return { outcome: 'unknown', reason: `${name}: no readable status` };
	const reason = `${name}: ${labelOf('activeCheckStatus', status)}`;
	return { outcome: outcomeOfStatus(status), reason };
}

/**
 * Judges the checks of a person, as Credas gives them: `pass` only if every one is a pass; `unknown` where there is
 * none, and at best `unknown` where one cannot be read.
 */
export function judgeChecks(entityId: string, checks: unknown[]): Judgement {
	const judged = checks.map(judgeCheck);
	const reasons = judged.filter(({ outcome }) => outcome !== 'pass').map(({ reason }) => reason);
	return {
		outcome: mostSerious(judged.map(({ outcome }) => outcome)),
		outcomeReasons: (checks.length === 0 ? ['No checks'] : reasons).map(
			(reason) => `${reason} (entity ${entityId})`,
		),
	};
}

/** Judges a person whose checks could not be read: `unknown`, and why. */
export function judgeUnread(entityId: string, failure: FailedRequest): Judgement {
	const { statusCode, reason = 'no answer' } = failure;
	const why = statusCode === undefined ? reason : `answer ${statusCode}`;
	return {
		outcome: 'unknown',
		outcomeReasons: [`The checks could not be read: ${why} (entity ${entityId})`],
	};
}

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
export function judgeProcess({ details, people, unknown }: ProcessFacts): Judgement {
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

	const label = number === undefined ? 'no readable status' : labelOf('processStatus', number);
	return {
		outcome: number !== undefined && isFinalStatus(number) === false ? 'pending' : 'unknown',
		outcomeReasons: [`The process is not complete: ${label}`],
	};
}
