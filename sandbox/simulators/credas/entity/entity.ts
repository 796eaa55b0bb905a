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
