import type { Delivery } from '../../shared/delivery';
import type { Account } from '../account/account';
import { resultCallback } from '../callbacks/bodies';
import { checkStatusOf, CheckStatus, CheckType, UpdateType, type UpdateTypeCode } from '../codes';
import type { ProcessActor } from '../process/process';

import type { ActiveCheck } from './entity';

/** Which check a back office changes with an update of this type. */
export function checkOfUpdate(
	{ checks }: ProcessActor,
	updateType: UpdateTypeCode,
): ActiveCheck | undefined {
	const type = checkTypes[updateType] ?? CheckType.Identity;
	return checks.find((check) => check.type === type);
}

const checkTypes: Readonly<Partial<Record<UpdateTypeCode, number>>> = {
	[UpdateType.Datacheck]: CheckType.AddressAndMortality,
	[UpdateType.RightToRent]: CheckType.RightToRent,
	[UpdateType.RightToWork]: CheckType.RightToWork,
};

/** The check status that a result amounts to; data checks count their results differently from all others. */
export function statusOfResult(updateType: UpdateTypeCode, result: number): number {
	const statuses: Readonly<Record<number, number>> =
		updateType === UpdateType.Datacheck ? checkStatusOf : verificationStatuses;
	return statuses[result] ?? result;
}

/** Verification result: 0 not performed, 1/2 automatic pass/fail, 3 pending, 4/5/6 manual pass/fail/refer, 7 requested. */
const verificationStatuses: Readonly<Record<number, number>> = {
	0: CheckStatus.NotPerformed,
	1: CheckStatus.Pass,
	2: CheckStatus.Fail,
	3: CheckStatus.UnderReview,
	4: CheckStatus.Pass,
	5: CheckStatus.Fail,
	6: CheckStatus.Refer,
	7: CheckStatus.Requested,
};

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
