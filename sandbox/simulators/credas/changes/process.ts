import type { Delivery } from '../../shared/delivery';
import { isInvited, isOpen, type Account } from '../account/account';
import { AccountType, EntityStatus, ProcessStatus } from '../account/codes';
import type { CredasProcess, ProcessActor, ProcessOrder } from '../account/entries';
import { inviteCallback, processCallback } from '../callbacks/bodies';

import { checksAfter, type Outcome } from './checks';

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
