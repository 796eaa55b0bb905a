import { CheckStatus, CheckType } from './codes';
import type { ActiveCheck, CredasState, ProcessActor } from './state';

const rightToWorkOrRent: readonly number[] = [CheckType.RightToWork, CheckType.RightToRent];

/**
 * `GET /entities/{id}/active-checks`: a bare array over all processes of this person, oldest first, in the shape of
 * Credas' article "Retrieving right to work/rent details".
 */
export function describeActiveChecks(state: CredasState, entityId: string) {
	const { id } = state.entity(entityId);
	return state
		.partsOf(id)
		.flatMap(({ actor }) => actor.checks.map((check) => describeCheck(actor, check)));
}

function describeCheck(actor: ProcessActor, check: ActiveCheck) {
	return {
		entityId: actor.entityId,
		type: check.type,
		name: check.name,
		status: check.status,
		lastCheckedDate: check.lastCheckedDate,
		requestedDate: check.requestedDate,
		idvEntryId: check.type === CheckType.Identity ? actor.idvEntryId : null,
		isOnGoingMonitoring: false,
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
