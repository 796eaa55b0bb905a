import type { IDataObject } from 'n8n-workflow';

import { inShort, type FailedRequest } from '../../shared/http/failure';
import { busyStatusCodes } from '../../shared/http/retry';
import { asId, asInteger, asText } from '../../shared/values/unknownInput';
import { differ, isSameId } from '../client/ids';
import { peopleNamedIn, type NamedPerson } from '../resources/process/participants';
import {
	archivedStatus,
	completeStatus,
	deletedStatus,
	hasEnded,
	isComplete,
} from '../resources/process/process';

import { isAboutProcess, type CredasCallback } from './decode';
import { isAbsent, type Answer } from './readBackLimits';

/** A process as Credas itself describes it, to be held against what a callback claims. */
export interface ProcessState {
	/** As Credas writes it. */
	processId: string;
	status: number;
	clientId?: string;
	journeyId?: string;
	title?: string;
	/** When the process was completed, as Credas writes it; missing while it is not. */
	dateCompleted?: string;
	/** Everything that Credas says about the process, personal details included. */
	details: IDataObject;
}

/** A person as Credas itself names them, who takes part in the process or exists where the call names no process. */
export interface PersonState {
	/** As Credas writes it; missing where the call names the person by their row in the process alone. */
	entityId?: string;
	/** The row in the process; missing where nothing says that it is this entity's. */
	processActorId?: number;
	clientId?: string;
	/** The entity's own status, where it was asked for. */
	entityStatus?: number;
}

/** What Credas itself says of a call; reasons are words for the log. */
export type ReadBack =
	/** What the call names exists under our key and agrees with the call. */
	| { verdict: 'confirmed'; process?: ProcessState; person?: PersonState }
	/** It says otherwise; `process` is there where the status alone differs. */
	| { verdict: 'refuted'; reason: string; process?: ProcessState }
	/** What the call names does not exist under our key. */
	| { verdict: 'unknown' }
	/**
	 * The call reports a deletion, and there is no such process. That fits, and proves nothing: the same is true
	 * of a process that never was.
	 */
	| { verdict: 'gone' }
	/** The call claims a status to which the process has not come yet. */
	| { verdict: 'ahead'; process: ProcessState }
	/** No answer, or Credas is busy or away. */
	| { verdict: 'unreachable'; reason: string }
	/**
	 * Nothing that decides, e.g. 401, 403 or 500, or not who takes part. Kept apart from `unreachable`, because a
	 * caller could provoke it with ids of its own choice.
	 */
	| { verdict: 'unusable'; reason: string; isKeyRefused?: boolean }
	| { verdict: 'notAsked' };

/**
 * Holds a call against the process that it names, by the process's details. Proved is that the process exists under
 * our API key, has the claimed status or has passed it, and has the claimed client. Not proved are descriptions and
 * the state of an invite or a result, which nobody can look up.
 */
export function judgeProcess(callback: CredasCallback, details: Answer): ReadBack {
	if ('failure' in details) return judgeFailure(callback, details.failure);

	const process = stateOf(details.value);
	if (!process) return { verdict: 'unusable', reason: 'the answer has no id or no status' };
	if (!isSameId(callback.processId, process.processId)) {
		return { verdict: 'unusable', reason: 'Credas answered about another process' };
	}
	if (differ(callback.clientId, process.clientId)) {
		return { verdict: 'refuted', reason: 'the call names another client' };
	}
	if (!isAboutProcess(callback) || hasReached(process, callback.status)) {
		return { verdict: 'confirmed', process };
	}
	return mayStillReach(process, callback.status)
		? { verdict: 'ahead', process }
		: { verdict: 'refuted', reason: 'the process has another status', process };
}

// An archived process was completed before: what Credas' number says last is not what happened last.
function hasReached({ status, details }: ProcessState, claimedStatus: number): boolean {
	if (status === claimedStatus) return true;
	return claimedStatus === completeStatus && (isComplete(details) || status === archivedStatus);
}

// One that has ended can still be deleted or archived.
function mayStillReach({ details }: ProcessState, claimedStatus: number): boolean {
	const canFollowAnEnd = claimedStatus === deletedStatus || claimedStatus === archivedStatus;
	return hasEnded(details) !== true || canFollowAnEnd;
}

const rowIn = (callback: CredasCallback) =>
	'processActorId' in callback ? callback.processActorId : undefined;

/** Whether the person whom a call names is confirmed, and their row is not: it may be somebody else's. */
export const isRowInDoubt = (callback: CredasCallback, readBack: ReadBack) =>
	rowIn(callback) !== undefined &&
	readBack.verdict === 'confirmed' &&
	readBack.person?.processActorId === undefined;

/** Holds the person whom a call names, if it names one, against what Credas says about a confirmed process. */
export function judgePerson(
	callback: CredasCallback,
	ofProcess: ReadBack,
	...answers: IDataObject[]
): ReadBack {
	const { entityId } = callback;
	const processActorId = rowIn(callback);
	if (entityId === undefined && processActorId === undefined) return ofProcess;
	const found = partOf({ entityId, processActorId }, ...answers);
	switch (found.part) {
		case 'takesPart':
			return ofProcess.verdict === 'confirmed' ? { ...ofProcess, person: found.person } : ofProcess;
		case 'stranger':
			return { verdict: 'refuted', reason: 'the person does not take part in the process' };
		case 'unsaid':
			return { verdict: 'unusable', reason: 'Credas does not say who takes part' };
	}
}

/** Holds a call against the person that it names: they exist under our API key, for the same client. */
export function judgeEntity(callback: CredasCallback, entity: Answer): ReadBack {
	if ('failure' in entity) return judgeFailure(callback, entity.failure);

	const entityId = asId(entity.value.id);
	const clientId = asId(entity.value.clientId);
	if (!isSameId(callback.entityId, entityId)) {
		return { verdict: 'unusable', reason: 'Credas answered about another person' };
	}
	return differ(callback.clientId, clientId)
		? { verdict: 'refuted', reason: 'the call names another client' }
		: {
				verdict: 'confirmed',
				person: { entityId, clientId, entityStatus: asInteger(entity.value.status) },
			};
}

/** Whether a failure says that Credas gives no answer, or is busy or away. */
export const isAway = ({ statusCode, networkCode }: FailedRequest) =>
	statusCode === undefined ? networkCode !== undefined : busyStatusCodes.includes(statusCode);

/** What a failure says of a call: that what it names does not exist, or nothing. */
export function judgeFailure(callback: CredasCallback, failure: FailedRequest): ReadBack {
	if (isAbsent(failure)) {
		const reportsDeletion = isAboutProcess(callback) && callback.status === deletedStatus;
		return { verdict: reportsDeletion ? 'gone' : 'unknown' };
	}
	const reason = inShort(failure);
	if (isAway(failure)) return { verdict: 'unreachable', reason };
	// Credas’ articles contradict each other about which of the two a refused key gets.
	const isKeyRefused = failure.statusCode === 401 || failure.statusCode === 403;
	return { verdict: 'unusable', reason, ...(isKeyRefused && { isKeyRefused }) };
}

function stateOf(details: IDataObject): ProcessState | undefined {
	const [processId, status] = [asId(details.id), asInteger(details.status)];
	if (processId === undefined || status === undefined) return undefined;
	return {
		processId,
		status,
		clientId: asId(details.clientId),
		journeyId: asId(details.journeyId),
		title: asText(details.title),
		dateCompleted: asText(details.dateCompleted),
		details,
	};
}

/** What Credas' answers say of a person: in the process, not in it, or nothing that decides. */
export type Part =
	| { part: 'takesPart'; person: Pick<NamedPerson, 'entityId' | 'processActorId'> }
	| { part: 'stranger' | 'unsaid' };

/**
 * Looks for a person in what Credas says about a process, whatever its shape: `processActors`, which lists everybody,
 * and every `entityId` and `processActorId` anywhere in it (Credas documents the latter in the details). A person
 * takes part when each id that names them occurs, and is given as Credas writes them, with the id that the caller left
 * out. They are a stranger when their row is another person's, or when the list of everybody leaves no room for them.
 * Where nothing puts the two ids that name them side by side, the row may be somebody else's, and is not given.
 */
export function partOf(wanted: NamedPerson, ...answers: unknown[]): Part {
	const named = answers.map(peopleNamedIn);
	const everybody = named.flatMap(({ listed }) => listed);
	const mentions = [...everybody, ...named.flatMap(({ mentioned }) => mentioned)];
	const hasSameRow = (other: NamedPerson) =>
		other.processActorId !== undefined && other.processActorId === wanted.processActorId;
	const mayBe = (other: NamedPerson) =>
		!differ(other.entityId, wanted.entityId) &&
		(hasSameRow(other) ||
			other.processActorId === undefined ||
			wanted.processActorId === undefined);

	if (mentions.some((other) => hasSameRow(other) && !mayBe(other))) return { part: 'stranger' };
	const ofEntity = mentions.find(({ entityId }) => isSameId(entityId, wanted.entityId));
	const ofRow =
		mentions.find((other) => hasSameRow(other) && other.entityId !== undefined) ??
		mentions.find(hasSameRow);
	const isEntityKnown = wanted.entityId === undefined || ofEntity !== undefined;
	const isRowKnown = wanted.processActorId === undefined || ofRow !== undefined;
	if (isEntityKnown && isRowKnown) {
		const { entityId } = ofEntity ?? ofRow ?? {};
		const isTheirRow = mentions.some(
			(other) => hasSameRow(other) && (!ofEntity || isSameId(other.entityId, entityId)),
		);
		const processActorId = isTheirRow ? ofRow?.processActorId : undefined;
		return { part: 'takesPart', person: { entityId, processActorId } };
	}
	return { part: everybody.length > 0 && !everybody.some(mayBe) ? 'stranger' : 'unsaid' };
}
