import type { IWebhookFunctions } from 'n8n-workflow';

import type { FailedRequest } from '../../shared/failedRequest';
import type { Attempt } from '../../shared/retry';
import {
	readBackEntity,
	readBackProcess,
	type EntityState,
	type ProcessState,
} from '../api/readBack';
import { asIdentifier, asList, asRecord } from '../../shared/unknownInput';
import type { CredasCallback } from './decode';

/** What Credas itself says of a call; reasons are words for the log. */
export type ReadBack =
	/** What the call names exists under our key and agrees with the call. */
	| { verdict: 'confirmed'; process?: ProcessState }
	/** It does not exist, or says otherwise. */
	| { verdict: 'refuted'; reason: string }
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

/** Process status 3 (Credas: swagger, as third parties read it). */
const deletedStatus = 3;

const absentCodes = [404, 410];
const busyCodes = [429, 502, 503, 504];

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
	const verdict = busyCodes.includes(statusCode) ? 'unreachable' : 'unusable';
	return { verdict, reason: `answer ${statusCode}` };
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

/**
 * Holds a call against the process that it names. Proved is that the process exists under our API key, that it
 * has the claimed status and client, and, where Credas lists the people of a process, that the named one is
 * among them. Not proved are descriptions and the state of an invite or a result, which nobody can look up.
 */
export function judgeProcess(callback: CredasCallback, attempt: Attempt<ProcessState>): ReadBack {
	if ('failure' in attempt) return judgeFailure(callback, attempt.failure);

	const process = attempt.value;
	const claimedStatus = 'status' in callback ? callback.status : undefined;
	if (differ(callback.processId, process.processId)) {
		return { verdict: 'unusable', reason: 'answer about another process' };
	}
	if (claimedStatus !== undefined && claimedStatus !== process.status) {
		return { verdict: 'refuted', reason: 'other status' };
	}
	if (differ(callback.clientId, process.clientId)) {
		return { verdict: 'refuted', reason: 'other client' };
	}
	if (namesStranger(callback, process)) return { verdict: 'refuted', reason: 'unknown person' };
	return { verdict: 'confirmed', process };
}

/** Holds a call against the person that it names: they exist under our API key, for the same client. */
export function judgeEntity(callback: CredasCallback, attempt: Attempt<EntityState>): ReadBack {
	if ('failure' in attempt) return judgeFailure(callback, attempt.failure);

	const { entityId, clientId } = attempt.value;
	if (differ(callback.entityId, entityId)) {
		return { verdict: 'unusable', reason: 'answer about another person' };
	}
	return differ(callback.clientId, clientId)
		? { verdict: 'refuted', reason: 'other client' }
		: { verdict: 'confirmed' };
}

/**
 * Asks Credas, once, about what a call names: its process, or the person where it names no process, as result
 * updates do.
 */
export async function readBackCallback(
	context: IWebhookFunctions,
	callback: CredasCallback,
): Promise<ReadBack> {
	const { processId, entityId } = callback;
	if (processId !== undefined) {
		return judgeProcess(callback, await readBackProcess(context, processId));
	}
	if (entityId !== undefined) {
		return judgeEntity(callback, await readBackEntity(context, entityId));
	}
	return { verdict: 'notAsked' };
}
