import type { IDataObject } from 'n8n-workflow';

import type { RequestLimits } from '../../../shared/http/request';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import type { CredasClient } from '../../client/client';
import { attemptActiveChecks, judgeChecks, judgeUnread } from '../entity/activeChecks';
import { labelOf } from '../labels';
import type { Judgement } from '../outcome';

import { outcomeOf } from './outcome';
import { deletedStatus, isComplete, processStatus, simplifyDetails } from './process';
import { findPeopleAlongside } from './processPeople';

/** A process that a wait is about. */
export interface AwaitedProcess {
	processId: string;
	/** Everything that Credas says about the process, as Credas gives it. */
	details: IDataObject;
}

/** What a wait says of its process, besides what checks amount to: the only fields of its own that it always sets. */
export interface Completion extends IDataObject {
	completed: boolean;
	timedOut: boolean;
	processId: string;
}

/** The fields that a wait sets. */
const ownFields = new Set([
	'completed',
	'timedOut',
	'processId',
	'outcome',
	'outcomeReasons',
	'status',
	'statusLabel',
	'process',
]);

/**
 * Adds to an item what a wait says. What the item brought under the same names goes, since it is about something else,
 * e.g. the outcome of an earlier wait.
 */
export function withCompletion(json: IDataObject, completion: Completion): IDataObject {
	const others = Object.entries(json).filter(([name]) => !ownFields.has(name));
	return { ...Object.fromEntries(others), ...completion };
}

/**
 * Makes what the item says when a wait runs out of time: neither completed nor anything that looks like an end, and the
 * status as it was when the wait began.
 */
export function timeOutOf({ processId, details }: AwaitedProcess): Completion {
	const process = simplifyDetails(details);
	return {
		completed: false,
		timedOut: true,
		processId,
		...omitUndefined({ status: process.status, statusLabel: process.statusLabel }),
		process: { ...process, processId },
	};
}

/**
 * Makes what a wait adds to its item: `completed` is true only for a process that is complete, and false for one that
 * ended in another way (deleted, rejected, expired, archived), which `statusLabel` names. `status` and `statusLabel` take
 * the place of those that Create left in the item; `outcome` is that of the result pack. Never throws for an answer: the
 * customer has finished, whatever else can be read, and Credas may not call again.
 */
export async function completionOf(
	client: CredasClient,
	ended: AwaitedProcess,
	rules?: RequestLimits,
): Promise<Completion> {
	const { processId, details } = ended;
	const {
		people,
		unknown,
		dateCreated,
		process: listing,
	} = await findPeopleAlongside(client, ended, rules);
	const judged = await Promise.all(
		people.map(async ({ entityId }): Promise<Judgement> => {
			const attempt = await attemptActiveChecks(client, entityId, rules);
			return 'value' in attempt
				? judgeChecks({ entityId }, attempt.value, { dateCreated })
				: judgeUnread({ entityId }, attempt.failure);
		}),
	);
	const { outcome, outcomeReasons } = outcomeOf({
		details,
		process: listing,
		people: judged,
		unknown,
	});
	const process = simplifyDetails(details);
	return {
		completed: isComplete(details),
		timedOut: false,
		processId,
		outcome,
		outcomeReasons,
		...omitUndefined({ status: process.status, statusLabel: process.statusLabel }),
		process: { ...process, processId },
	};
}

/** The same for a process that Credas no longer has, which is how it was seen to answer for a deleted one. */
export function goneCompletion(processId: string): Completion {
	const status = deletedStatus;
	const statusLabel = labelOf(processStatus, status);
	return {
		completed: false,
		timedOut: false,
		processId,
		...outcomeOf({ details: { status }, people: [], unknown: [] }),
		status,
		statusLabel,
		process: { processId, status, statusLabel },
	};
}
