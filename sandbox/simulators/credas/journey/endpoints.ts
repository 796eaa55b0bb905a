import type { Endpoint } from '../endpoint';

import { journeys, type Journey } from './journeys';

/** Credas: "Retrieving your journeyIds and actorIds" article: a bare array. */
export const journeyEndpoints: readonly Endpoint[] = [
	{ method: 'GET', path: '/journeys', answer: () => Object.values(journeys).map(describeJourney) },
];

function describeJourney(journey: Journey) {
	return {
		id: journey.id,
		title: journey.title,
		description: journey.description,
		endUserDescription: journey.description,
		isPublic: false,
		isActive: journey.isActive,
		webhookEnabled: true,
		actors: journey.actors,
		industries: [],
		method: 1,
		stepTypes: journey.checks.map(({ type }) => type),
		showAllSummaryPages: true,
		showIntroSummaryPage: true,
		showJourneyDescriptionPage: true,
		isRightToWork: false,
		isRightToRent: journey.isRightToRent,
		isSafeHarbour: false,
		isAffordability: false,
	};
}
