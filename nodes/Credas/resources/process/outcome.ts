import type { IDataObject } from 'n8n-workflow';

import { asFlag, asInteger } from '../../../shared/values/unknownInput';
import { labelOf } from '../labels';
import { mostSerious, type Judgement, type Outcome } from '../outcome';

import { allowsPass, completeStatus, isFinalStatus, processStatus } from './process';

/** What is known of a process when it is judged. */
interface ProcessFacts {
	/** Its details, as Credas gives them. */
	details: IDataObject;
	/** What Credas says of the process where it lists the people, if it does. */
	process?: IDataObject;
	people: Judgement[];
	/** Why somebody may take part who was not asked about. */
	unknown: string[];
}

/**
 * Judges a process by its people and its own status. Only a complete process in which everybody is known can be a
 * `pass`: whose people pass so far is `pending` while it is under way, and `unknown` if it ended otherwise.
 */
export function outcomeOf({ details, process, people, unknown }: ProcessFacts): Judgement {
	const ofProcess = judgeProgress(details, process);
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

/**
 * Judges whether a process is complete: a `pass` where its details call it so. Stricter than for a wait: a status that
 * cannot be read, is not known or says otherwise than the flag rules a pass out, in whichever of the two answers it stands.
 */
export function judgeProgress(details: IDataObject, process: IDataObject = {}): Judgement {
	const isCalledComplete = details.isComplete === true || details.status === completeStatus;
	const denial = [details, process].find(deniesCompletion);
	if (isCalledComplete && !denial) return { outcome: 'pass', outcomeReasons: [] };

	const number = asInteger((isCalledComplete ? denial : details)?.status);
	const label = number === undefined ? 'no readable status' : labelOf(processStatus, number);
	const fault = isCalledComplete
		? 'Credas contradicts itself about whether the process is complete'
		: 'The process is not complete';
	return {
		outcome: number !== undefined && isFinalStatus(number) === false ? 'pending' : 'unknown',
		outcomeReasons: [`${fault}: ${label}`],
	};
}

// An answer without a status or a flag denies nothing.
function deniesCompletion({ status, isComplete }: IDataObject): boolean {
	const number = asInteger(status);
	const isUnread = number === undefined && (status ?? '') !== '';
	return (
		isUnread ||
		(number !== undefined && !allowsPass(number)) ||
		((isComplete ?? '') !== '' && asFlag(isComplete) !== true)
	);
}
