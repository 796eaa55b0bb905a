import { sleep, type IDataObject } from 'n8n-workflow';

import { inShort, type FailedRequest } from '../../shared/http/failure';
import { busyStatusCodes, type RetryPolicy } from '../../shared/http/retry';
import { asId, asInteger, asText } from '../../shared/values/unknownInput';
import type { CredasClient } from '../client/client';
import { differ, isSameId } from '../client/ids';
import { attemptEntity } from '../resources/entity/entity';
import {
	archivedStatus,
	attemptProcess,
	attemptProcessDetails,
	completeStatus,
	deletedStatus,
	hasEnded,
	isComplete,
} from '../resources/process/process';

import { isAboutProcess, type CredasCallback } from './decode';
import { isAbsent, type Answer, type ReadBackLimits } from './readBackLimits';
import { partOf } from './takesPart';

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

/** How long the sender may wait for our answer because of what Credas is asked, in milliseconds. */
const deadlineMilliseconds = 10_000;

/** What is asked again while the sender waits. Not what was answered 429: that would make Credas busier still. */
const whileTheSenderWaits: RetryPolicy = {
	tries: 3,
	budgetMilliseconds: deadlineMilliseconds,
	statusCodes: busyStatusCodes.filter((statusCode) => statusCode !== 429),
};

/** Gives how to ask Credas while its call is open: for ten seconds at most, from now on. */
export function rulesWhileTheSenderWaits(): { retry: RetryPolicy; deadline: AbortSignal } {
	return { retry: whileTheSenderWaits, deadline: AbortSignal.timeout(deadlineMilliseconds) };
}

/** The pauses before Credas is asked again about a process that a call is ahead of, in milliseconds: 5 s in all. */
const pausesWhileAhead = [500, 1_000, 1_500, 2_000];

/** How Credas is asked because of one call. */
export interface Asking {
	limits: ReadBackLimits;
	/** Whether the call has passed a proof already; see `ReadBackLimits`. */
	isProved?: boolean;
}

/**
 * Asks Credas about what a call names: its process (the documented `/processes/{id}/details`), or the person where it
 * names no process, as result updates and monitoring alerts do. A call that is ahead of Credas is asked about again for
 * up to five seconds. It all takes ten seconds at most and keeps to the limits of the node; it never throws for an
 * answer.
 *
 * A person whom the call names must be known to take part. Where the details do not say so, `/processes/{id}` is
 * asked, which is known from third parties only. Where neither says who takes part, the process is proved and the
 * person is not: the whole is `unusable`, to be sent again later, since nothing speaks against the call and Credas
 * may name its people once they have begun. What an invite claims is confirmed by the entity's own status.
 */
export async function readBackCallback(
	client: CredasClient,
	callback: CredasCallback,
	asking: Asking,
): Promise<ReadBack> {
	const { processId, entityId } = callback;
	const question: Questioning = { ...asking, client, callback, rules: rulesWhileTheSenderWaits() };
	if (processId === undefined) {
		if (entityId === undefined) return { verdict: 'notAsked' };
		return judgeEntity(callback, await askForEntity(question, entityId));
	}
	let readBack = await readBackProcess(question, processId);
	for (const pause of pausesWhileAhead) {
		if (readBack.verdict !== 'ahead' || question.rules.deadline.aborted) break;
		await sleep(pause);
		readBack = await readBackProcess(question, processId);
	}
	return callback.event === 'inviteUpdated' ? await confirmInvite(question, readBack) : readBack;
}

interface Questioning extends Asking {
	client: CredasClient;
	callback: CredasCallback;
	rules: ReturnType<typeof rulesWhileTheSenderWaits>;
}

async function readBackProcess(
	{ client, callback, limits, isProved, rules }: Questioning,
	processId: string,
): Promise<ReadBack> {
	const { deadline } = rules;
	const details = await limits.askAbout(`process ${processId.toLowerCase()}`, {
		deadline,
		isProved,
		ask: async () => await attemptProcessDetails(client, processId, rules),
	});
	const readBack = judgeProcess(callback, details);
	if (readBack.verdict !== 'confirmed' || 'failure' in details) return readBack;
	const byDetails = judgePerson(callback, readBack, details.value);
	if (byDetails.verdict !== 'unusable') return byDetails;

	const process = await limits.ask({
		deadline,
		isProved,
		ask: async () => await attemptProcess(client, processId, rules),
	});
	if ('value' in process) return judgePerson(callback, readBack, details.value, process.value);
	return isAway(process.failure) ? judgeFailure(callback, process.failure) : byDetails;
}

async function askForEntity(
	{ client, limits, isProved, rules }: Questioning,
	entityId: string,
): Promise<Answer> {
	return await limits.askAbout(`entity ${entityId.toLowerCase()}`, {
		deadline: rules.deadline,
		isProved,
		ask: async () => await attemptEntity(client, entityId, rules),
	});
}

async function confirmInvite(question: Questioning, ofProcess: ReadBack): Promise<ReadBack> {
	const entityId = 'person' in ofProcess ? ofProcess.person?.entityId : undefined;
	if (ofProcess.verdict !== 'confirmed' || entityId === undefined) return ofProcess;
	const callback = { ...question.callback, entityId };
	const ofEntity = judgeEntity(callback, await askForEntity(question, entityId));
	if (ofEntity.verdict === 'unknown') {
		return { verdict: 'unusable', reason: 'Credas does not know a person of the process' };
	}
	if (ofEntity.verdict !== 'confirmed') return ofEntity;
	return { ...ofProcess, person: { ...ofProcess.person, ...ofEntity.person } };
}

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

/** Holds the person whom a call names, if it names one, against what Credas says about a confirmed process. */
export function judgePerson(
	callback: CredasCallback,
	ofProcess: ReadBack,
	...answers: IDataObject[]
): ReadBack {
	const { entityId } = callback;
	const processActorId = 'processActorId' in callback ? callback.processActorId : undefined;
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

const isAway = ({ statusCode, networkCode }: FailedRequest) =>
	statusCode === undefined ? networkCode !== undefined : busyStatusCodes.includes(statusCode);

function judgeFailure(callback: CredasCallback, failure: FailedRequest): ReadBack {
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
