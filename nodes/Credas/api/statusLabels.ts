import type { IDataObject } from 'n8n-workflow';

// The number 3 means something else in every one of these tables, so they are never merged.

/** Process status (Credas: swagger, as third parties read it; 2 is confirmed by the Process webhooks article). */
const processStatus: Record<number, string> = {
	0: 'Not started',
	1: 'In progress',
	2: 'Complete',
	3: 'Deleted',
	4: 'Pending approval',
	5: 'Rejected',
	6: 'Expired',
	7: 'Archived',
};

/** Entity status (Credas: Get the details of an entity; 4 does not occur). */
const entityStatus: Record<number, string> = {
	0: 'Not invited',
	1: 'Invited',
	2: 'Active',
	3: 'Inactive',
	5: 'Deleted',
	6: 'Expired',
	7: 'Bounced invite',
};

/** Entity account type (Credas: Get the details of an entity). */
const accountType: Record<number, string> = { 1: 'Guest', 2: 'Registered' };

/** Active check status (Credas: Retrieving Right to Work/Rent details). */
const activeCheckStatus: Record<number, string> = {
	1: 'Pass',
	2: 'Requested',
	3: 'Action required',
	4: 'Fail',
	5: 'Not performed',
	6: 'Refer',
	7: 'Under review',
	8: 'Complete',
	9: 'Awaiting data',
};

/** Delivery of an invite by SMS or e-mail (Credas: Process actor webhooks). */
const inviteStatus: Record<number, string> = {
	0: 'Not sent',
	1: 'Sent',
	2: 'Delivered',
	3: 'Opened',
	5: 'Bounced',
};

/** What a result update is about (Credas: Status update webhooks). */
const updateType: Record<number, string> = {
	1: 'Name check',
	2: 'Share code',
	3: 'Liveness',
	4: 'ID document',
	5: 'Non-biometric document',
	6: 'Data check',
	7: 'Right to rent',
	8: 'Right to work',
	9: 'Safe harbour',
};

/** Result of one part of an entity's summary (third parties' reading; agrees with Credas' Safe Harbour sample). */
const checkResult: Record<number, string> = {
	0: 'Not performed',
	1: 'Pass',
	2: 'Refer',
	3: 'Fail',
	4: 'Action required',
};

/** Result of a right to work, right to rent or safe harbour check (Credas: articles of the same names). */
const verificationResult: Record<number, string> = {
	0: 'Not performed',
	1: 'Automatic pass',
	2: 'Automatic fail',
	3: 'Pending manual check',
	4: 'Manual pass',
	5: 'Manual fail',
	6: 'Manual refer',
	7: 'Requested',
};

/** Result of a data check (Credas: Address, DOB and mortality). */
const dataCheckResult: Record<number, string> = { 1: 'Pass', 2: 'Refer', 3: 'Fail' };

/** Type of an ID document (Credas: Download ID document elements; 15 and 16 as third parties read it). */
const idDocumentType: Record<number, string> = {
	0: 'Unknown',
	1: 'Agents license',
	2: 'Driving license',
	3: 'Electoral card',
	4: 'Foreigner ID',
	5: 'Health card',
	6: 'Job license',
	7: 'Membership ID',
	8: 'Military ID',
	9: 'National ID',
	10: 'Passport',
	11: 'Proof of age',
	12: 'Travel permit',
	13: 'Visa',
	14: 'Weapons license',
	15: 'Share code',
	16: 'Passport card',
};

/** The number tables of Credas, by what the number stands for. */
export const labels = {
	processStatus,
	entityStatus,
	accountType,
	activeCheckStatus,
	inviteStatus,
	updateType,
	checkResult,
	verificationResult,
	dataCheckResult,
	idDocumentType,
} as const;

/** Which table a numeric field of an object is read by. */
export type LabelledFields = Readonly<Record<string, keyof typeof labels>>;

/** Gives the label of a number, or one that says the number is not known. */
export function labelOf(table: keyof typeof labels, value: number): string {
	return labels[table][value] ?? `Unknown (${value})`;
}

/** Adds a `…Label` behind each of the named fields that holds a number; the numbers stay as they are. */
export function withLabels(object: IDataObject, fields: LabelledFields): IDataObject {
	return Object.fromEntries(
		Object.entries(object).flatMap(([key, value]) => {
			const table = fields[key];
			return table !== undefined && typeof value === 'number'
				? [
						[key, value],
						[`${key}Label`, labelOf(table, value)],
					]
				: [[key, value]];
		}),
	);
}
