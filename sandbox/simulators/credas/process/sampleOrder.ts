import { type JourneyName, journeys } from '../journey/journeys';

/** A person for a process that is made without HTTP; what is left out is made up. */
export interface PersonDraft {
	readonly id?: string;
	readonly firstName?: string;
	readonly surname?: string;
	readonly emailAddress?: string;
	readonly phoneNumber?: string;
	readonly reference?: string;
	readonly actorId?: number;
	readonly contactViaEmail?: boolean;
	readonly contactViaSms?: boolean;
	readonly inPerson?: boolean;
}

export interface ProcessDraft {
	readonly journey?: JourneyName;
	readonly title?: string;
	readonly webhookUrl?: string;
	/** One person of example.com by default. */
	readonly people?: readonly PersonDraft[];
}

/** The body of a `POST /processes` with made-up people for whoever is not described. */
export function sampleOrder({
	journey = 'identity',
	title,
	webhookUrl,
	people = [{}],
}: ProcessDraft) {
	const { id: journeyId, title: journeyTitle, actors } = journeys[journey];
	return {
		title: title ?? `${journeyTitle} of a sample customer`,
		journeyId,
		webhookUrl,
		processEntities: people.map((person, index) => ({
			...(!person.id && samplePerson(index)),
			actorId: (actors[index] ?? actors[0]).id,
			...person,
		})),
	};
}

const sampleNames = [
	['Amara', 'Sample'],
	['Bjørn', 'Example'],
	['Chloé', 'Specimen'],
] as const;

function samplePerson(index: number) {
	const [firstName, surname] = sampleNames[index % sampleNames.length] ?? sampleNames[0];
	return {
		firstName,
		surname,
		emailAddress: `customer${index + 1}@example.com`,
		phoneNumber: `+4477009001${String(index).padStart(2, '0')}`,
		reference: `CASE-${index + 1}`,
		contactViaEmail: true,
	};
}
