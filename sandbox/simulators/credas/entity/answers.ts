import type { Account } from '../account/account';
import { CheckStatus, CheckType } from '../codes';
import type { CredasProcess, ProcessActor } from '../process/process';

import { type ActiveCheck, type Entity, fullName } from './entity';

/** What `POST /entities` answers; Credas: "Create a new entity" article. */
export function describeNewEntity(entity: Entity) {
	return {
		id: entity.id,
		firstName: entity.firstName,
		surname: entity.surname,
		dateCreated: entity.dateCreated,
		emailAddress: entity.emailAddress,
		phoneNumber: entity.phoneNumber,
		entityTags: [],
		registrationCode: entity.registrationCode,
		status: entity.status,
		accountType: entity.accountType,
	};
}

/** What `GET /entities/{id}` answers; Credas: "Get the details of an entity" article. */
export function describeEntity(account: Account, entity: Entity) {
	const { entityClientId } = account.settings;
	return {
		...describeNewEntity(entity),
		...(entityClientId !== null && { clientId: entityClientId }),
		processActors: account.partsOf(entity.id).map(({ process, actor }) => ({
			id: actor.id,
			processId: process.id,
			entityId: entity.id,
			actorId: actor.actorId,
		})),
	};
}

/** What `GET /entities/{id}/summary` answers; Credas: "Retrieving a results summary for an entity" article. */
export function describeSummary(account: Account, entity: Entity) {
	const results = account.partsOf(entity.id).flatMap(({ process, actor }) => {
		return actor.checks.map((check) => ({ process, actor, check }));
	});
	const ofType = (type: number) => results.filter(({ check }) => check.type === type);
	return {
		...describeNewEntity(entity),
		name: fullName(entity),
		dateOfBirth: '1990-05-17T00:00:00Z',
		address: {
			addressLine1: '1 Sample Street',
			addressLine2: null,
			city: 'Sampleton',
			postcode: 'ZZ1 1ZZ',
			country: 'GBR',
		},
		identityVerifications: ofType(CheckType.Identity).map(describeIdentityVerification),
		addressMortalityChecks: ofType(CheckType.AddressAndMortality).map(describeCheckResult),
		rightToRentChecks: ofType(CheckType.RightToRent).map(describeCheckResult),
		safeHarbourChecks: [],
		bankAccountChecks: [],
		proofOfOwnershipChecks: [],
	};
}

interface Result {
	readonly process: CredasProcess;
	readonly actor: ProcessActor;
	readonly check: ActiveCheck;
}

function describeCheckResult({ process, actor, check }: Result) {
	return {
		entityId: actor.entityId,
		dateCompleted: process.dateCompleted,
		processId: process.id,
		overallResult: overallResultOf(check.status),
	};
}

function describeIdentityVerification(result: Result) {
	const overallResult = overallResultOf(result.check.status);
	const { idvEntryId } = result.actor;
	return {
		...describeCheckResult(result),
		entryId: idvEntryId,
		documentId: idvEntryId,
		documentType: 10,
		livenessResult: overallResult,
		documentResult: overallResult,
		visualAnalysisResult: overallResult,
		nfcResult: 0,
		ageValidationResult: overallResult,
		policeRecordResult: 0,
		compromisedAlertResult: 0,
		repeatAttemptsResult: 0,
		nameMatchResult: overallResult,
		faceMatchResult: overallResult,
		documentNumber: '000000000',
		documentExpiryDate: '2034-01-01T00:00:00Z',
		documentBirthDate: '1990-05-17T00:00:00Z',
		documentIssuingCountryCode: 'GBR',
		supportingDocuments: [],
	};
}

/** The summary counts its results differently from the active checks: 0 not performed, 1 pass, 2 refer, 3 fail, 4 action. */
function overallResultOf(checkStatus: number): number {
	return overallResults[checkStatus] ?? 0;
}

const overallResults: Readonly<Record<number, number>> = {
	[CheckStatus.Pass]: 1,
	[CheckStatus.Refer]: 2,
	[CheckStatus.UnderReview]: 2,
	[CheckStatus.Fail]: 3,
	[CheckStatus.ActionRequired]: 4,
};
