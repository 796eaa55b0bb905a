import type { Delivery } from '../../shared/delivery';
import type { Account } from '../account/account';
import type { UpdateTypeCode } from '../account/codes';
import { resultCallback } from '../callbacks/bodies';

import { checkOfUpdate, statusOfResult } from './checks';

/** A back office changes a result of this person's latest process, and Credas calls back. */
export function changeResult(
	account: Account,
	entityId: string,
	updateType: UpdateTypeCode,
	result: number,
): Delivery {
	const part = account.partsOf(account.entity(entityId).id).at(-1);
	if (!part) throw new Error('This person has no process.');
	const check = checkOfUpdate(part.actor, updateType);
	if (check) {
		check.status = statusOfResult(updateType, result);
		check.isManuallyChecked = true;
		check.lastCheckedDate = account.clock.next();
	}
	return account.announce(resultCallback(part.process, part.actor, updateType, result));
}
