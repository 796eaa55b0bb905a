import type { Delivery } from '../../shared/delivery';
import type { Account } from '../account/account';
import { monitoringCallback } from '../callbacks/bodies';
import { CheckStatus, CheckType } from '../codes';

import type { ActiveCheck, Entity } from './entity';

/** The check that has put this person on a watch list, if one has. */
export function monitoredCheck(account: Account, entity: Entity): ActiveCheck | undefined {
	return account.checksOf(entity).findLast((check) => check.isOnGoingMonitoring);
}

/** Puts a person on a watch list by the newest screening, as a screening with `addToWatchList` does; by a new one where there is none. */
export function addToWatchList(account: Account, entity: Entity): void {
	const screening = account
		.checksOf(entity)
		.findLast(({ type }) => type === CheckType.PepsAndSanctions);
	const check = screening ?? addScreening(account, entity, CheckStatus.Pass);
	check.isOnGoingMonitoring = true;
}

/** Makes a screening of a person outside of any process. */
export function addScreening(account: Account, entity: Entity, status: number): ActiveCheck {
	const kind = { type: CheckType.PepsAndSanctions, name: 'International PEPs and Sanctions' };
	return account.addOwnCheck(entity, kind, status);
}

/**
 * The watch list finds something about this person, and Credas calls back. That the check wants a decision from then on is
 * inferred: the article says nothing about it. Throws for a person who is on no watch list.
 */
export function raiseMonitoringAlert(account: Account, entity: Entity): Delivery {
	const check = monitoredCheck(account, entity);
	if (!check) throw new Error('This person is not on a watch list.');
	check.status = CheckStatus.ActionRequired;
	check.lastCheckedDate = account.clock.next();
	return account.announce(monitoringCallback(entity.id, account.clientId));
}
