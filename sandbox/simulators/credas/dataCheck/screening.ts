import { CheckStatus, CheckType, ScreeningStatus } from '../codes';
import { ofPerson } from '../endpoint';
import type { ActiveCheck, Entity } from '../entity/entity';
import { Refusal } from '../refusal';

/**
 * Credas: "International screening, interpret results of a check" article. 400 for what is not a number, 404 where this
 * person has no such screening.
 */
export const getScreening = ofPerson(
	'GET',
	'/data-checks/:dataCheckId/sanctions-and-peps',
	(entity, { account, id }) => {
		const dataCheckId = id('dataCheckId');
		if (!/^\d+$/.test(dataCheckId)) {
			throw Refusal.ofFields({ DataCheckId: [`The value '${dataCheckId}' is not valid.`] });
		}
		const check = account
			.partsOf(entity.id)
			.flatMap(({ actor }) => actor.checks)
			.find(({ id, type }) => type === CheckType.PepsAndSanctions && id === Number(dataCheckId));
		if (!check) throw new Refusal(404);
		return describeScreening(check, entity);
	},
);

function describeScreening(check: ActiveCheck, entity: Entity) {
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

/** What a match holds is not documented in full: made up. */
const describeMatch = (check: ActiveCheck, { firstName, surname }: Entity) => ({
	id: check.id * 10,
	name: `${firstName} ${surname}`,
	score: 92,
	datasets: [1],
});
