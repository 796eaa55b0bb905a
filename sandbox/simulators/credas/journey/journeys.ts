import { CheckType } from '../codes';
import { Refusal } from '../refusal';

/** A role in a journey. */
export interface Actor {
	readonly id: number;
	readonly title: string;
	readonly canAddMultiple: boolean;
	readonly isClient: boolean;
}

/** What a journey asks about each person. */
export interface JourneyCheck {
	readonly type: number;
	readonly name: string;
}

export interface Journey {
	readonly id: string;
	readonly title: string;
	readonly description: string;
	readonly isActive: boolean;
	readonly isRightToRent: boolean;
	readonly actors: readonly Actor[];
	/** In the order of the steps; the answers of the API do not show them. */
	readonly checks: readonly JourneyCheck[];
}

const identity: JourneyCheck = { type: CheckType.Identity, name: 'Identity Verification' };

const address: JourneyCheck = {
	type: CheckType.AddressAndMortality,
	name: 'Address and Mortality',
};

const screening: JourneyCheck = {
	type: CheckType.PepsAndSanctions,
	name: 'International PEPs and Sanctions',
};

const rightToRent: JourneyCheck = { type: CheckType.RightToRent, name: 'Right to Rent' };

/** The journeys of the simulated portal; made-up ids that never change, so that workflows can name them. */
export const journeys = {
	identity: {
		id: '3f0a5c1e-7d42-4b8e-9a61-0c5d8e2f1a01',
		title: 'Identity check',
		description: 'Identity document, liveness, address and screening of one person',
		isActive: true,
		isRightToRent: false,
		actors: [{ id: 110, title: 'Customer', canAddMultiple: false, isClient: false }],
		checks: [identity, address, screening],
	},
	rightToRent: {
		id: '3f0a5c1e-7d42-4b8e-9a61-0c5d8e2f1a02',
		title: 'Right to Rent',
		description: 'Identity and right to rent of one or more tenants',
		isActive: true,
		isRightToRent: true,
		actors: [{ id: 118, title: 'Tenant', canAddMultiple: true, isClient: false }],
		checks: [identity, rightToRent],
	},
	propertySale: {
		id: '3f0a5c1e-7d42-4b8e-9a61-0c5d8e2f1a03',
		title: 'Property sale',
		description: 'Identity and screening of the buyer and the seller',
		isActive: true,
		isRightToRent: false,
		actors: [
			{ id: 121, title: 'Buyer', canAddMultiple: true, isClient: false },
			{ id: 122, title: 'Seller', canAddMultiple: false, isClient: false },
		],
		checks: [identity, screening],
	},
	retired: {
		id: '3f0a5c1e-7d42-4b8e-9a61-0c5d8e2f1a04',
		title: 'Identity check 2023',
		description: 'No longer offered',
		isActive: false,
		isRightToRent: false,
		actors: [{ id: 101, title: 'Customer', canAddMultiple: false, isClient: false }],
		checks: [identity],
	},
} as const satisfies Record<string, Journey>;

export type JourneyName = keyof typeof journeys;

/** The journey with this id, inactive ones included. */
export function findJourney(id: string): Journey | undefined {
	return Object.values(journeys).find((journey) => journey.id === id.toLowerCase());
}

/** The journey that a process was made with. Throws a Refusal (500) when the portal has none by that id. */
export function journeyOf({ journeyId }: { readonly journeyId: string }): Journey {
	const journey = findJourney(journeyId);
	if (!journey) throw new Refusal(500, 'The journey of this process is gone.');
	return journey;
}
