/**
 * The numbers Credas uses. The same number means something else in each field, so every field has a table of its own.
 * Sources: Credas' articles "Get the details of an entity", "Retrieving right to work/rent details", "Address, DOB and
 * mortality", "International screening", "Process-actor webhooks", "Status-update webhooks"; process statuses from its API
 * description.
 */
export const EntityStatus = {
	NotInvited: 0,
	Invited: 1,
	Active: 2,
	Inactive: 3,
	Deleted: 5,
	Expired: 6,
	BouncedInvite: 7,
} as const;

/** `accountType` of an entity. */
export const AccountType = { Guest: 1, Registered: 2 } as const;

/** `status` of a process. */
export const ProcessStatus = {
	NotStarted: 0,
	InProgress: 1,
	Complete: 2,
	Deleted: 3,
	PendingApproval: 4,
	Rejected: 5,
	Expired: 6,
	Archived: 7,
} as const;

/** Only the text for 2 is documented. */
const processStatusDescriptions: Readonly<Record<number, string>> = {
	0: 'The process is not started',
	1: 'The process is in progress',
	2: 'The process is complete',
	3: 'The process is deleted',
	4: 'The process is pending approval',
	5: 'The process is rejected',
	6: 'The process is expired',
	7: 'The process is archived',
};

/** The text that a callback carries with the status, e.g. `The process is complete`. */
export function describeProcessStatus(status: number): string {
	return processStatusDescriptions[status] ?? `The process has status ${status}`;
}

/** `status` of an active check. */
export const CheckStatus = {
	Pass: 1,
	Requested: 2,
	ActionRequired: 3,
	Fail: 4,
	NotPerformed: 5,
	Refer: 6,
	UnderReview: 7,
	Complete: 8,
	AwaitingData: 9,
} as const;

/** E.g. `Action required`; a number without a name is given as it is. */
export function describeCheckStatus(status: number): string {
	return nameOf(CheckStatus, status);
}

/** Only 11 and 12 are documented; the others are numbers that nobody should build on. */
export const CheckType = {
	Identity: 1,
	AddressAndMortality: 2,
	PepsAndSanctions: 3,
	BankAccount: 4,
	LandRegistry: 5,
	RightToWork: 11,
	RightToRent: 12,
} as const;

/** `result` of a data check. */
export const DataCheckResult = { Pass: 1, Refer: 2, Fail: 3 } as const;

/** The check status that the result of a data check amounts to. */
export const checkStatusOf = {
	[DataCheckResult.Pass]: CheckStatus.Pass,
	[DataCheckResult.Refer]: CheckStatus.Refer,
	[DataCheckResult.Fail]: CheckStatus.Fail,
} as const;

/** `type` of a remark of an address check. */
export const RemarkType = { Comment: 0, Match: 1, Warning: 2, Mismatch: 3 } as const;

/** `status` of a screening; 0 is not expected any more. */
export const ScreeningStatus = { Legacy: 0, Pending: 1, Complete: 2, ActionRequired: 3 } as const;

/** `verificationResult` and its kin; documented for right to work and rent, taken to hold for an identity verification. */
export const VerificationResult = {
	NotPerformed: 0,
	AutoPass: 1,
	AutoFail: 2,
	PendingManualCheck: 3,
	ManualPass: 4,
	ManualFail: 5,
	ManualRefer: 6,
	Requested: 7,
} as const;

export const InviteStatus = { NotSent: 0, Sent: 1, Delivered: 2, Opened: 3, Bounced: 5 } as const;

/** E.g. `Not sent`. */
export function describeInviteStatus(status: number): string {
	return nameOf(InviteStatus, status);
}

export const UpdateType = {
	NameCheck: 1,
	ShareCode: 2,
	Liveness: 3,
	IdDocument: 4,
	NonBiometricDocument: 5,
	Datacheck: 6,
	RightToRent: 7,
	RightToWork: 8,
	SafeHarbour: 9,
} as const;

export type UpdateTypeCode = (typeof UpdateType)[keyof typeof UpdateType];

/** E.g. `Not started` for process status 0. */
export function nameProcessStatus(status: number): string {
	return nameOf(ProcessStatus, status);
}

/** E.g. `Bounced invite` for entity status 7. */
export function nameEntityStatus(status: number): string {
	return nameOf(EntityStatus, status);
}

function nameOf(codes: Readonly<Record<string, number>>, code: number): string {
	const name = Object.keys(codes).find((each) => codes[each] === code);
	if (!name) return String(code);
	const words = name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
}
