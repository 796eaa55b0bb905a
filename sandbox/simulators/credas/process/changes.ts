import type { Delivery } from '../../shared/delivery';
import type { Account } from '../account/account';
import { inviteCallback, processCallback } from '../callbacks/bodies';
import { AccountType, CheckStatus, CheckType, EntityStatus, ProcessStatus } from '../codes';
import type { ActiveCheck } from '../entity/entity';
import { journeyOf } from '../journey/journeys';

import {
	type CredasProcess,
	isInvited,
	isOpen,
	type ProcessActor,
	type ProcessOrder,
} from './process';

/** Makes the process and invites the people who are to be contacted. */
export function startProcess(account: Account, order: ProcessOrder): CredasProcess {
	const process = account.addProcess(order);
	for (const actor of process.actors.filter(isInvited)) {
		account.announce(inviteCallback(process, actor));
	}
	return process;
}

/** A customer signed in by a magic link. */
export function signIn(account: Account, process: CredasProcess, entityId: string): void {
	account.entity(entityId).status = EntityStatus.Active;
	if (process.status === ProcessStatus.NotStarted) process.status = ProcessStatus.InProgress;
}

/** The customers finish: checks get their results, the process is complete and Credas calls back. */
export function completeProcess(
	account: Account,
	process: CredasProcess,
	outcome: Outcome,
): Delivery {
	if (!isOpen(process)) throw new Error('Only a process that is open can be completed.');
	for (const actor of process.actors) {
		actor.checks = checksAfter(outcome, process, actor, account);
		activate(account, actor);
	}
	setStatus(account, process, ProcessStatus.Complete);
	const delivery = account.announce(processCallback(process));
	if (account.settings.archivesCompleted) setStatus(account, process, ProcessStatus.Archived);
	return delivery;
}

/** The customers have something to add: the process is in progress again. Nobody is called. */
export function reopenProcess(account: Account, process: CredasProcess): void {
	setStatus(account, process, ProcessStatus.InProgress);
}

/** Sets any status, known or not, and calls nobody. An archived process keeps the date of its completion. */
export function setStatus(account: Account, process: CredasProcess, status: number): void {
	const { completionLag } = account.settings;
	const isCompleted = status === ProcessStatus.Complete;
	if (isCompleted && completionLag) {
		account.completionLag.begin(process, process.status, completionLag);
	}
	process.status = status;
	if (isCompleted) process.dateCompleted = account.clock.next();
	else if (status !== ProcessStatus.Archived) process.dateCompleted = null;
}

/** Deletes the process; Credas was seen to call back for that, too. */
export function deleteProcess(account: Account, process: CredasProcess): Delivery {
	process.status = ProcessStatus.Deleted;
	return account.announce(processCallback(process));
}

function activate(account: Account, actor: ProcessActor): void {
	const entity = account.entity(actor.entityId);
	entity.status = EntityStatus.Active;
	if (isInvited(actor)) entity.accountType = AccountType.Registered;
}

/** One check of a person as it shall stand: its status alone, or with more about it. */
export type CheckResult =
	| number
	| {
			readonly status: number;
			readonly name?: string;
			readonly type?: number;
			/** Everybody in the process when left out. */
			readonly entityId?: string;
	  };

/** How a customer's checks came out, in a word or check by check; an empty list leaves no check at all. */
export type Outcome = 'pass' | 'refer' | 'fail' | { readonly checks: readonly CheckResult[] };

/** The checks that a person has once the process is complete. */
export function checksAfter(
	outcome: Outcome,
	process: CredasProcess,
	actor: ProcessActor,
	account: Account,
): ActiveCheck[] {
	const lastCheckedDate = account.clock.next();
	const results =
		typeof outcome === 'object' ? outcome.checks : wordedResults(outcome, process, actor);
	return results
		.map((result) => (typeof result === 'number' ? { status: result } : result))
		.filter(({ entityId }) => entityId === undefined || entityId === actor.entityId)
		.map(({ status, name, type }, index) => {
			const usual = journeyOf(process).checks[index];
			const check = {
				type: type ?? usual?.type ?? CheckType.Identity,
				name: name ?? usual?.name ?? `Check ${index + 1}`,
			};
			return { ...account.newCheck(check, process.dateCreated, status), lastCheckedDate };
		});
}

/** The first check tells the bad news, the others pass. */
function wordedResults(
	outcome: 'pass' | 'refer' | 'fail',
	process: CredasProcess,
	{ entityId }: ProcessActor,
): CheckResult[] {
	const first = {
		pass: CheckStatus.Pass,
		refer: CheckStatus.Refer,
		fail: CheckStatus.Fail,
	}[outcome];
	return journeyOf(process).checks.map((_, index) => ({
		status: index === 0 ? first : CheckStatus.Pass,
		entityId,
	}));
}
