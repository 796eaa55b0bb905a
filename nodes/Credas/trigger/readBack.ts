import { sleep } from 'n8n-workflow';

import { busyStatusCodes, type RetryPolicy } from '../../shared/http/retry';
import { accountOf } from '../client/account';
import type { CredasClient } from '../client/client';
import { attemptEntity } from '../resources/entity/entity';
import { attemptProcess, attemptProcessDetails } from '../resources/process/process';

import {
	isAway,
	isRowInDoubt,
	judgeEntity,
	judgeFailure,
	judgePerson,
	judgeProcess,
	type ReadBack,
} from './agreement';
import type { CredasCallback } from './decode';
import type { Answer, ReadBackLimits } from './readBackLimits';

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
 * A person whom the call names must be known to take part. Where the details do not say so, or not that the row is this
 * entity's, `/processes/{id}` is asked, which is known from third parties only. Where neither says who takes part, the
 * process is proved and the person is not: the whole is `unusable`, to be sent again later, since nothing speaks against
 * the call and Credas may name its people once they have begun. Where only the row is in doubt, the person is proved
 * without it. What an invite claims is confirmed by the entity's own status.
 */
export async function readBackCallback(
	client: CredasClient,
	callback: CredasCallback,
	asking: Asking,
): Promise<ReadBack> {
	const { processId, entityId } = callback;
	const account = accountOf(await client.credential());
	const rules = rulesWhileTheSenderWaits();
	const question: Questioning = { ...asking, client, account, callback, rules };
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
	/** What one key does not know, another may. */
	account: string;
	callback: CredasCallback;
	rules: ReturnType<typeof rulesWhileTheSenderWaits>;
}

async function readBackProcess(
	{ client, account, callback, limits, isProved, rules }: Questioning,
	processId: string,
): Promise<ReadBack> {
	const { deadline } = rules;
	const details = await limits.askAbout(`${account} process ${processId.toLowerCase()}`, {
		deadline,
		isProved,
		ask: async () => await attemptProcessDetails(client, processId, rules),
	});
	const readBack = judgeProcess(callback, details);
	if (readBack.verdict !== 'confirmed' || 'failure' in details) return readBack;
	const byDetails = judgePerson(callback, readBack, details.value);
	if (byDetails.verdict !== 'unusable' && !isRowInDoubt(callback, byDetails)) return byDetails;

	const process = await limits.ask({
		deadline,
		isProved,
		ask: async () => await attemptProcess(client, processId, rules),
	});
	if ('value' in process) return judgePerson(callback, readBack, details.value, process.value);
	return byDetails.verdict === 'unusable' && isAway(process.failure)
		? judgeFailure(callback, process.failure)
		: byDetails;
}

async function askForEntity(
	{ client, account, limits, isProved, rules }: Questioning,
	entityId: string,
): Promise<Answer> {
	return await limits.askAbout(`${account} entity ${entityId.toLowerCase()}`, {
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
