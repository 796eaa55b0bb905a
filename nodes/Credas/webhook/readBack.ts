import type { IDataObject } from 'n8n-workflow';

import type { FailedRequest } from '../../shared/http/failure';
import { busyStatusCodes, type Attempt, type RetryPolicy } from '../../shared/http/retry';
import {
	asIdentifier,
	asInteger,
	asList,
	asRecord,
	asText,
} from '../../shared/values/unknownInput';
import type { CredasClient } from '../api/client';
import { deletedStatus } from '../api/codes';
import { attemptEntity } from '../api/entities';
import { attemptProcessDetails } from '../api/processes';

import type { CredasCallback } from './decode';

/** A process as Credas itself describes it, to be held against what a callback claims. */
export interface ProcessState {
	/** As Credas writes it, or as it was asked for where Credas does not repeat it. */
	processId: string;
	status: number;
	clientId?: string;
	/** When the process was completed, as Credas writes it; missing while it is not. */
	dateCompleted?: string;
	/** Everything that Credas says about the process, personal details included. */
	details: IDataObject;
}

/** What Credas itself says of a call; reasons are words for the log. */
export type ReadBack =
	/** What the call names exists under our key and agrees with the call. */
	| { verdict: 'confirmed'; process?: ProcessState }
	/** It does not exist, or says otherwise; `process` is there where it is the status alone that differs. */
	| { verdict: 'refuted'; reason: string; process?: ProcessState }
	/**
	 * The call reports a deletion, and there is no such process. That fits, and proves nothing: the same is true
	 * of a process that never was.
	 */
	| { verdict: 'gone' }
	/** No answer, or Credas is busy or away. */
	| { verdict: 'unreachable'; reason: string }
	/**
	 * An answer that tells nothing, e.g. 401, 403 or 500. Kept apart from `unreachable`, because a caller could
	 * provoke it with ids of its own choice.
	 */
	| { verdict: 'unusable'; reason: string }
	| { verdict: 'notAsked' };

/** The sender of a callback waits for our answer, so a busy service gets three tries within ten seconds. */
const whileTheSenderWaits: RetryPolicy = {
	tries: 3,
	budgetMilliseconds: 10_000,
	statusCodes: busyStatusCodes,
};

const absentCodes = [404, 410];

/**
 * Asks Credas, once, about what a call names: its process (the documented `/processes/{id}/details`), or the person
 * where it names no process, as result updates do. Tried again only while Credas is busy or away, for about ten
 * seconds in all; never throws for an answer.
 */
export async function readBackCallback(
	client: CredasClient,
	callback: CredasCallback,
): Promise<ReadBack> {
	const { processId, entityId } = callback;
	const rules = {
		retry: whileTheSenderWaits,
		deadline: AbortSignal.timeout(whileTheSenderWaits.budgetMilliseconds),
	};
	if (processId !== undefined) {
		return judgeProcess(callback, await attemptProcessDetails(client, processId, rules));
	}
	if (entityId !== undefined) {
		return judgeEntity(callback, await attemptEntity(client, entityId, rules));
	}
	return { verdict: 'notAsked' };
}

/**
 * Holds a call against the process that it names, by the process's details. Proved is that the process exists under
 * our API key, that it has the claimed status and client, and, where Credas lists the people of a process, that the
 * named one is among them. Not proved are descriptions and the state of an invite or a result, which nobody can look
 * up.
 */
export function judgeProcess(callback: CredasCallback, attempt: Attempt<IDataObject>): ReadBack {
	if ('failure' in attempt) return judgeFailure(callback, attempt.failure);

	const process = stateOf(attempt.value, callback.processId ?? '');
	if (!process) return { verdict: 'unusable', reason: 'the answer names no status' };
	if (differ(callback.processId, process.processId)) {
		return { verdict: 'unusable', reason: 'answer about another process' };
	}
	if (differ(callback.clientId, process.clientId)) {
		return { verdict: 'refuted', reason: 'other client' };
	}
	if (namesStranger(callback, process)) return { verdict: 'refuted', reason: 'unknown person' };
	const claimedStatus = 'status' in callback ? callback.status : undefined;
	if (claimedStatus !== undefined && claimedStatus !== process.status) {
		return { verdict: 'refuted', reason: 'other status', process };
	}
	return { verdict: 'confirmed', process };
}

/** Holds a call against the person that it names: they exist under our API key, for the same client. */
export function judgeEntity(callback: CredasCallback, attempt: Attempt<IDataObject>): ReadBack {
	if ('failure' in attempt) return judgeFailure(callback, attempt.failure);

	const { id, clientId } = attempt.value;
	if (differ(callback.entityId, asText(id))) {
		return { verdict: 'unusable', reason: 'answer about another person' };
	}
	return differ(callback.clientId, asText(clientId))
		? { verdict: 'refuted', reason: 'other client' }
		: { verdict: 'confirmed' };
}

function judgeFailure(callback: CredasCallback, failure: FailedRequest): ReadBack {
	const { statusCode, networkCode, reason } = failure;
	if (statusCode === undefined) {
		return networkCode === undefined
			? { verdict: 'unusable', reason: reason ?? 'no answer' }
			: { verdict: 'unreachable', reason: networkCode };
	}
	if (absentCodes.includes(statusCode)) {
		const reportsDeletion = 'status' in callback && callback.status === deletedStatus;
		return reportsDeletion ? { verdict: 'gone' } : { verdict: 'refuted', reason: 'unknown id' };
	}
	const verdict = busyStatusCodes.includes(statusCode) ? 'unreachable' : 'unusable';
	return { verdict, reason: `answer ${statusCode}` };
}

function stateOf(details: IDataObject, askedId: string): ProcessState | undefined {
	const status = asInteger(details.status);
	if (status === undefined) return undefined;
	return {
		processId: asText(details.id) ?? askedId,
		status,
		clientId: asText(details.clientId),
		dateCompleted: asText(details.dateCompleted),
		details,
	};
}

const differ = (one: string | undefined, other: string | undefined) =>
	one !== undefined && other !== undefined && one.toLowerCase() !== other.toLowerCase();

/** The people of a process, where Credas lists them; undefined where it does not say. */
function actorsOf({ details }: ProcessState) {
	const actors = asList(details.processActors).map((actor) => asRecord(actor) ?? {});
	return actors.length > 0 ? actors : undefined;
}

function namesStranger(callback: CredasCallback, process: ProcessState): boolean {
	const actors = actorsOf(process);
	if (!actors) return false;

	const { entityId } = callback;
	const processActorId = 'processActorId' in callback ? String(callback.processActorId) : undefined;
	return !actors.some(
		(actor) =>
			!differ(entityId, asIdentifier(actor.entityId)) &&
			!differ(processActorId, asIdentifier(actor.id)),
	);
}
