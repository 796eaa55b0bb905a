import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Attempt, RetryPolicy } from '../../shared/retry';
import { asInteger, asRecord, asText, type UnknownRecord } from '../../shared/unknownInput';
import { attemptCredasRequest } from './request';

/** A process as Credas itself describes it, to be held against what a callback claims. */
export interface ProcessState {
	/** As Credas writes it, or as it was asked for where Credas does not repeat it. */
	processId: string;
	/** See `labels.processStatus`. */
	status: number;
	clientId?: string;
	/** When the process was completed, as Credas writes it; missing while it is not. */
	dateCompleted?: string;
	/** Everything that Credas says about the process, personal details included. */
	details: IDataObject;
}

/** A person as Credas itself describes them. */
export interface EntityState {
	entityId: string;
	clientId?: string;
}

/** Where a callback is received: in a trigger, or in a node that waits. */
type ReadBackContext = IWebhookFunctions | IExecuteFunctions;

/** The sender of a callback waits for our answer, so a busy service gets three tries within ten seconds. */
const whileTheSenderWaits: RetryPolicy = {
	tries: 3,
	budgetMilliseconds: 10_000,
	statusCodes: [429, 502, 503, 504],
};

/**
 * Reads a process from the documented `/processes/{id}/details`: one request, tried again only while Credas is
 * busy or away, for about ten seconds in all. Never throws for an answer; a failure without status and network
 * code means that the answer describes no process.
 */
export async function readBackProcess(
	context: ReadBackContext,
	processId: string,
): Promise<Attempt<ProcessState>> {
	const path = `/processes/${encodeURIComponent(processId)}/details`;
	const attempt = await readBack(context, path);
	if ('failure' in attempt) return attempt;

	const details = attempt.value;
	const status = asInteger(details.status);
	if (status === undefined) return { failure: { reason: 'the answer names no status' } };
	return {
		value: {
			processId: asText(details.id) ?? processId,
			status,
			clientId: asText(details.clientId),
			dateCompleted: asText(details.dateCompleted),
			details: details as IDataObject,
		},
	};
}

/** Reads a person from `/entities/{id}`, in the manner of `readBackProcess`. */
export async function readBackEntity(
	context: ReadBackContext,
	entityId: string,
): Promise<Attempt<EntityState>> {
	const attempt = await readBack(context, `/entities/${encodeURIComponent(entityId)}`);
	if ('failure' in attempt) return attempt;

	const { id, clientId } = attempt.value;
	return { value: { entityId: asText(id) ?? entityId, clientId: asText(clientId) } };
}

async function readBack(context: ReadBackContext, path: string): Promise<Attempt<UnknownRecord>> {
	const attempt = await attemptCredasRequest(context, {
		path,
		retry: whileTheSenderWaits,
		deadline: AbortSignal.timeout(whileTheSenderWaits.budgetMilliseconds),
	});
	if ('failure' in attempt) return attempt;

	const object = asRecord(attempt.value);
	return object ? { value: object } : { failure: { reason: 'the answer is no JSON object' } };
}
