import { z } from 'zod';

import { dateTime, flag, optional, read, text } from '../body';
import { CheckStatus, CheckType, ScreeningStatus } from '../codes';
import { ofPerson } from '../endpoint';
import type { ActiveCheck, Entity } from '../entity/entity';
import { addScreening } from '../entity/monitoring';
import { Refusal } from '../refusal';

import { person } from './dataCheck';

/** What the two matchings and the period type mean stands in a part of the article that cannot be read. */
const order = z
	.object({
		...person,
		dateOfBirth: optional(dateTime),
		datasets: z.array(z.number().int().min(1).max(8)).min(1),
		useAllCountries: z.boolean(),
		countries: optional(z.array(text)),
		addToWatchList: flag,
		watchListPeriodType: optional(z.number().int()),
		watchListPeriod: optional(z.number().int()),
		dateOfBirthMatching: optional(z.number().int()),
		nameMatching: optional(z.number().int()),
		useAllPepTiers: flag,
		includePepTiers: optional(z.array(z.number().int())),
	})
	.refine((given) => !given.dateOfBirthMatching || given.dateOfBirth !== null, {
		path: ['dateOfBirth'],
		message: 'The DateOfBirth field is required for matching.',
	})
	.refine((given) => given.useAllCountries || (given.countries ?? []).length > 0, {
		path: ['countries'],
		message: 'The Countries field needs at least one entry.',
	});

/** Credas: "International screening, run a new check" article: the answer is the result, as the portal is set to. */
export const runScreening = ofPerson(
	'POST',
	'/data-checks/sanctions-and-peps',
	(entity, { account, body }) => {
		const { useAllPepTiers, includePepTiers, ...given } = read(order, body);
		const check = addScreening(account, entity, checkStatuses[account.settings.screeningStatus]);
		check.isOnGoingMonitoring = given.addToWatchList;
		check.screeningRequest = {
			threshold: 85,
			firstName: given.firstName,
			middleNames: given.middleNames ?? '',
			lastName: given.surname,
			dateOfBirth: given.dateOfBirth,
			dateOfBirthMatching: given.dateOfBirthMatching ?? 0,
			datasets: given.datasets,
			countries: given.countries ?? [],
			nameMatching: given.nameMatching ?? 0,
			useAllCountries: given.useAllCountries,
			useAllPepTiers,
			pepTiers: includePepTiers ?? [],
		};
		return describeScreening(check, entity);
	},
);

const checkStatuses = {
	[ScreeningStatus.Pending]: CheckStatus.AwaitingData,
	[ScreeningStatus.Complete]: CheckStatus.Pass,
	[ScreeningStatus.ActionRequired]: CheckStatus.ActionRequired,
} as const;

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
			.checksOf(entity)
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
		request: check.screeningRequest ?? requestOfJourney(entity),
		resultsCount: results.length,
		isOnGoingMonitor: check.isOnGoingMonitoring,
		isOnGoingMonitorActive: check.isOnGoingMonitoring,
	};
}

/** How a journey screens. */
const requestOfJourney = ({ firstName, middleName, surname }: Entity) => ({
	threshold: 85,
	firstName,
	middleNames: middleName ?? '',
	lastName: surname,
	dateOfBirth: '1990-05-17T00:00:00',
	dateOfBirthMatching: 0,
	datasets: [1, 6, 7, 2, 8, 3, 4, 5],
	countries: [],
	nameMatching: 0,
	useAllCountries: true,
	useAllPepTiers: true,
	pepTiers: [],
});

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
