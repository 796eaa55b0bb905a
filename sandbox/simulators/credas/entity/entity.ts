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
	/** The documents that were uploaded for the person, oldest first. */
	readonly uploads: Upload[];
}

/** A document that was uploaded by the API. */
export interface Upload {
	readonly kind: 'idDocument' | 'supportingDocument';
	readonly entryId: string;
	readonly documentId: string;
	readonly documentType: number;
	readonly dateCreated: string;
	/** As of a verification. */
	result: number;
	comments: string | null;
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
	/** Whether the person is on a watch list because of this check, so that later finds raise an alert. */
	isOnGoingMonitoring: boolean;
	/** What a screening outside of any process was asked for. */
	screeningRequest?: object;
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

/** First, middle and last name. */
export function fullName({ firstName, middleName, surname }: Entity): string {
	return [firstName, middleName, surname].filter(Boolean).join(' ');
}
