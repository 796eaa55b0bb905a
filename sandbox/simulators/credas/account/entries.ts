import type { Journey } from './journeys';

/** A person. */
export interface Entity {
	readonly id: string;
	readonly firstName: string;
	readonly middleName: string | null;
	readonly surname: string;
	readonly emailAddress: string | null;
	readonly phoneNumber: string | null;
	readonly reference: string;
	readonly userGroupId: string | null;
	readonly registrationCode: string;
	readonly dateCreated: string;
	status: number;
	accountType: number;
	/** The checks that were made of the person outside of any process, oldest first. */
	readonly ownChecks: ActiveCheck[];
}

/** One check of a person, made in one process. */
export interface ActiveCheck {
	readonly id: number;
	readonly type: number;
	readonly name: string;
	readonly requestedDate: string;
	status: number;
	lastCheckedDate: string | null;
	isManuallyChecked: boolean;
}

/** A person's part in one process. */
export interface ProcessActor {
	readonly id: number;
	readonly entityId: string;
	readonly actorId: number;
	readonly reference: string | null;
	readonly inPerson: boolean;
	readonly idvEntryId: string;
	smsStatus: number;
	emailStatus: number;
	checks: ActiveCheck[];
}

export interface CredasProcess {
	readonly id: string;
	readonly clientId: string;
	readonly title: string;
	readonly journeyId: string;
	readonly webhookUrl: string | null;
	readonly userGroupId: string | null;
	readonly dateCreated: string;
	readonly actors: readonly ProcessActor[];
	status: number;
	dateCompleted: string | null;
}

export type NewEntity = Pick<
	Entity,
	| 'firstName'
	| 'middleName'
	| 'surname'
	| 'emailAddress'
	| 'phoneNumber'
	| 'reference'
	| 'userGroupId'
>;

export interface PersonOrder {
	readonly entity: Entity | NewEntity;
	readonly actorId: number;
	readonly reference: string | null;
	readonly inPerson: boolean;
	readonly contactViaEmail: boolean;
	readonly contactViaSms: boolean;
}

/** A process that is to be made; nothing in it needs checking any more. */
export interface ProcessOrder {
	readonly title: string;
	readonly journey: Journey;
	readonly webhookUrl: string | null;
	readonly userGroupId: string | null;
	readonly people: readonly PersonOrder[];
}
