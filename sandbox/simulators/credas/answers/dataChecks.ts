import type { Account } from '../account/account';
import {
	CheckStatus,
	CheckType,
	DataCheckResult,
	RemarkType,
	ScreeningStatus,
} from '../account/codes';
import type { ActiveCheck, Entity } from '../account/entries';

import { Refusal } from './refusal';

/** What `POST …/data-checks/address-mortality` answers; Credas: "Address, DOB and mortality" article. */
export function describeAddressCheck(entity: Entity, check: ActiveCheck, result: 1 | 2 | 3) {
	const isPass = result === DataCheckResult.Pass;
	return {
		id: check.id,
		entityId: entity.id,
		dateCreated: check.requestedDate,
		resultText: { 1: 'Pass', 2: 'Refer', 3: 'Fail' }[result],
		result,
		dataSources: [
			{
				name: 'UK Credit Bureau (Advanced)',
				description: 'Credit database and electoral register',
				remarks: [
					isPass
						? remark(RemarkType.Match, 'Name matched on electoral register')
						: remark(RemarkType.Mismatch, 'Name not matched on electoral register'),
					remark(RemarkType.Comment, 'Address is a residential address'),
				],
			},
			{ name: 'UK Mortality', description: 'Register of deceased persons', remarks: [] },
		],
	};
}

const remark = (type: number, description: string) => ({ type, description });

/**
 * What `GET …/data-checks/{dataCheckId}/sanctions-and-peps` answers; Credas: "International screening, interpret results
 * of a check" article. What a match holds is not documented in full, so the one here is made up. Throws a Refusal: 400 for
 * what is not a number, 404 where this person has no such screening.
 */
export function describeScreening(account: Account, entity: Entity, dataCheckId: string) {
	if (!/^\d+$/.test(dataCheckId)) {
		throw Refusal.ofFields({ DataCheckId: [`The value '${dataCheckId}' is not valid.`] });
	}
	const check = account
		.partsOf(entity.id)
		.flatMap(({ actor }) => actor.checks)
		.find(({ id, type }) => type === CheckType.PepsAndSanctions && id === Number(dataCheckId));
	if (!check) throw new Refusal(404);
	const status = screeningStatuses[check.status] ?? ScreeningStatus.Complete;
	const results = status === ScreeningStatus.ActionRequired ? [describeMatch(check, entity)] : [];
	return {
		results,
		id: check.id,
		dateCreated: check.requestedDate,
		status,
		request: {
			threshold: 85,
			firstName: entity.firstName,
			middleNames: entity.middleName ?? '',
			lastName: entity.surname,
			dateOfBirth: '1990-05-17T00:00:00',
			dateOfBirthMatching: 0,
			datasets: [1, 6, 7, 2, 8, 3, 4, 5],
			countries: [],
			nameMatching: 0,
			useAllCountries: true,
			useAllPepTiers: true,
			pepTiers: [],
		},
		resultsCount: results.length,
		isOnGoingMonitor: false,
		isOnGoingMonitorActive: false,
	};
}

/** Anything else is complete: no further action is required. */
const screeningStatuses: Readonly<Record<number, number>> = {
	[CheckStatus.Requested]: ScreeningStatus.Pending,
	[CheckStatus.AwaitingData]: ScreeningStatus.Pending,
	[CheckStatus.UnderReview]: ScreeningStatus.ActionRequired,
	[CheckStatus.ActionRequired]: ScreeningStatus.ActionRequired,
	[CheckStatus.Refer]: ScreeningStatus.ActionRequired,
	[CheckStatus.Fail]: ScreeningStatus.ActionRequired,
};

const describeMatch = (check: ActiveCheck, { firstName, surname }: Entity) => ({
	id: check.id * 10,
	name: `${firstName} ${surname}`,
	score: 92,
	datasets: [1],
});
