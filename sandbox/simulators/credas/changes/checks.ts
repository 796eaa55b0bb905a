import type { Account } from '../account/account';
import { CheckStatus, CheckType, UpdateType, type UpdateTypeCode } from '../account/codes';
import type { ActiveCheck, CredasProcess, ProcessActor } from '../account/entries';
import { journeyOf } from '../account/journeys';

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
	const statuses = updateType === UpdateType.Datacheck ? dataCheckStatuses : verificationStatuses;
	return statuses[result] ?? result;
}

/** Data check result: 1 pass, 2 refer, 3 fail. */
const dataCheckStatuses: Readonly<Record<number, number>> = {
	1: CheckStatus.Pass,
	2: CheckStatus.Refer,
	3: CheckStatus.Fail,
};

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
