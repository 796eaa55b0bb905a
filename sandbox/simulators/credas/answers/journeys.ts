import { journeys, type Journey } from '../account/journeys';

/** `GET /journeys`: a bare array, in the shape of Credas' article "Retrieving your journeyIds and actorIds". */
export function describeJourneys() {
	return Object.values(journeys).map((journey: Journey) => ({
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
	}));
}
