import type { Account } from '../account/account';
import { CheckStatus, CheckType } from '../codes';
import type { ProcessActor } from '../process/process';

import type { ActiveCheck, Entity } from './entity';

const rightToWorkOrRent: readonly number[] = [CheckType.RightToWork, CheckType.RightToRent];

/**
 * `GET /entities/{id}/active-checks`: a bare array over all processes of this person, oldest first, then the checks outside of any
 * process, in the shape of Credas' article "Retrieving right to work/rent details".
 */
export function describeActiveChecks(account: Account, { id, ownChecks }: Entity): unknown[] {
	const checks = account
		.partsOf(id)
		.flatMap(({ actor }) => actor.checks.map((check) => describeCheck(id, check, actor)));
	const own = ownChecks.map((check) => describeCheck(id, check));
	return [...account.settings.junkChecks, ...checks, ...own];
}

function describeCheck(entityId: string, check: ActiveCheck, actor?: ProcessActor) {
	return {
		entityId,
		type: check.type,
		name: check.name,
		status: check.status,
		lastCheckedDate: check.lastCheckedDate,
		requestedDate: check.requestedDate,
		idvEntryId: check.type === CheckType.Identity ? (actor?.idvEntryId ?? null) : null,
		isOnGoingMonitoring: check.isOnGoingMonitoring,
		isManuallyChecked: check.isManuallyChecked,
		submittedBy: check.isManuallyChecked ? 'back.office@example.com' : null,
		requestedBy: null,
		canReview: check.status === CheckStatus.Refer || check.status === CheckStatus.ActionRequired,
		...describeId(check),
	};
}

/** Each kind of check is counted for itself; an identity check has its entry id instead. */
function describeId({ id, type }: ActiveCheck) {
	if (rightToWorkOrRent.includes(type)) return { rtxCheckId: id, legislation: 0 };
	return type === CheckType.Identity ? {} : { dataCheckId: id };
}
