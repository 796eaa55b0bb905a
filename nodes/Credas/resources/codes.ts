import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from './process/outcome';

// The number 3 means something else in every one of these tables, so they are never merged.

/** What one number stands for. */
interface Code {
	label: string;
}

/** Whether a process is still on its way to an end, or has come to one, well or not. */
interface ProcessCode extends Code {
	isFinal: boolean;
	/** Says itself that the process is not, or no longer, a completed one, whatever `isComplete` says. */
	rulesOutPass?: true;
}

/** What a check of this status makes of the whole; see `outcome`. */
interface CheckCode extends Code {
	outcome: Outcome;
}

type Codes<T extends Code = Code> = Readonly<Record<number, T>>;

const named = (labels: Readonly<Record<number, string>>): Codes =>
	Object.fromEntries(Object.entries(labels).map(([code, label]) => [code, { label }]));

/** Process status (Credas: swagger, as third parties read it; 2 is confirmed by the Process webhooks article). */
const processStatus: Codes<ProcessCode> = {
	0: { label: 'Not started', isFinal: false },
	1: { label: 'In progress', isFinal: false },
	2: { label: 'Complete', isFinal: true },
	3: { label: 'Deleted', isFinal: true, rulesOutPass: true },
	4: { label: 'Pending approval', isFinal: false, rulesOutPass: true },
	5: { label: 'Rejected', isFinal: true, rulesOutPass: true },
	6: { label: 'Expired', isFinal: true, rulesOutPass: true },
	7: { label: 'Archived', isFinal: true },
};

/** Active check status (Credas: Retrieving Right to Work/Rent details). */
const activeCheckStatus: Codes<CheckCode> = {
	1: { label: 'Pass', outcome: 'pass' },
	2: { label: 'Requested', outcome: 'pending' },
	3: { label: 'Action required', outcome: 'review' },
	4: { label: 'Fail', outcome: 'fail' },
	5: { label: 'Not performed', outcome: 'unknown' },
	6: { label: 'Refer', outcome: 'review' },
	7: { label: 'Under review', outcome: 'review' },
	8: { label: 'Complete', outcome: 'unknown' },
	9: { label: 'Awaiting data', outcome: 'pending' },
};

/** Entity status (Credas: Get the details of an entity; 4 does not occur). */
const entityStatus = named({
	0: 'Not invited',
	1: 'Invited',
	2: 'Active',
	3: 'Inactive',
	5: 'Deleted',
	6: 'Expired',
	7: 'Bounced invite',
});

/** Entity account type (Credas: Get the details of an entity). */
const accountType = named({ 1: 'Guest', 2: 'Registered' });

/** Delivery of an invite by SMS or e-mail (Credas: Process actor webhooks). */
const inviteStatus = named({
	0: 'Not sent',
	1: 'Sent',
	2: 'Delivered',
	3: 'Opened',
	5: 'Bounced',
});

/** What a result update is about (Credas: Status update webhooks). */
const updateType = named({
	1: 'Name check',
	2: 'Share code',
	3: 'Liveness',
	4: 'ID document',
	5: 'Non-biometric document',
	6: 'Data check',
	7: 'Right to rent',
	8: 'Right to work',
	9: 'Safe harbour',
});

/** Result of one part of an entity's summary (third parties' reading; agrees with Credas' Safe Harbour sample). */
const checkResult = named({
	0: 'Not performed',
	1: 'Pass',
	2: 'Refer',
	3: 'Fail',
	4: 'Action required',
});

/**
 * Result of a right to work, right to rent or safe harbour check (Credas: articles of the same names). That an identity
 * verification counts in the same way is inferred from its `verificationResult` and from its manual verify, reject, refer.
 */
const verificationResult = named({
	0: 'Not performed',
	1: 'Automatic pass',
	2: 'Automatic fail',
	3: 'Pending manual check',
	4: 'Manual pass',
	5: 'Manual fail',
	6: 'Manual refer',
	7: 'Requested',
});

/** Result of a data check (Credas: Address, DOB and mortality). */
const dataCheckResult = named({ 1: 'Pass', 2: 'Refer', 3: 'Fail' });

/** What a remark of an address check says of the data that was compared (Credas: Address, DOB and mortality). */
const remarkType = named({ 0: 'Comment', 1: 'Match', 2: 'Warning', 3: 'Mismatch' });

/** Status of a screening (Credas: International screening, interpret results of a check). */
const screeningStatus = named({
	0: 'Legacy check',
	1: 'Pending',
	2: 'Complete',
	3: 'Action required',
});

/** What a person is screened against (Credas: International screening, run a new check). */
const screeningDataset = named({
	1: 'Politically exposed persons',
	2: 'Sanctions',
	3: 'Adverse media',
	4: 'Law enforcement',
	5: 'Disqualified directors',
	6: 'Former politically exposed persons',
	7: 'Linked politically exposed persons',
	8: 'Former sanctions',
});

/** Type of an ID document (Credas: Download ID document elements; 15 and 16 as third parties read it). */
const idDocumentType = named({
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
});

/** The number tables of Credas, by what the number stands for. */
export const codes = {
	processStatus,
	entityStatus,
	accountType,
	activeCheckStatus,
	inviteStatus,
	updateType,
	checkResult,
	verificationResult,
	dataCheckResult,
	remarkType,
	screeningStatus,
	screeningDataset,
	idDocumentType,
} as const;

/** Which table a numeric field of an object is read by. */
export type LabelledFields = Readonly<Record<string, keyof typeof codes>>;

/** The process statuses that code decides by. */
export const completeStatus = 2;
export const deletedStatus = 3;
export const archivedStatus = 7;

/** Whether a process of this status has ended, well or not; undefined for a status that is not known. */
export function isFinalStatus(status: number): boolean | undefined {
	return processStatus[status]?.isFinal;
}

/** Whether a process of this status cannot be a pass, even where Credas also calls it complete. */
export function rulesOutPass(status: number): boolean {
	return processStatus[status]?.rulesOutPass === true;
}

/** What a check of this status makes of the whole; `unknown` for a status that is not known. */
export function outcomeOfStatus(status: number): Outcome {
	return activeCheckStatus[status]?.outcome ?? 'unknown';
}

/** Gives the label of a number, or one that says the number is not known. */
export function labelOf(table: keyof typeof codes, value: number): string {
	return codes[table][value]?.label ?? `Unknown (${value})`;
}

/**
 * Adds a `…Label` after each of the named fields that holds a number; the numbers stay as they are. A name that the
 * sender chose, such as `constructor`, is looked up among the fields alone.
 */
export function withLabels(object: IDataObject, fields: LabelledFields): IDataObject {
	return Object.fromEntries(
		Object.entries(object).flatMap(([key, value]) => {
			const table = Object.hasOwn(fields, key) ? fields[key] : undefined;
			return table !== undefined && typeof value === 'number'
				? [
						[key, value],
						[`${key}Label`, labelOf(table, value)],
					]
				: [[key, value]];
		}),
	);
}
