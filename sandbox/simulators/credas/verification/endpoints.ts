import type { Account } from '../account/account';
import { CheckStatus, CheckType, VerificationResult } from '../codes';
import { ofPerson, type Endpoint } from '../endpoint';
import type { ActiveCheck, Entity } from '../entity/entity';
import type { ProcessActor } from '../process/process';
import { Refusal } from '../refusal';

import { describeUpload, documentEndpoints } from './documents';

/**
 * Credas: "Downloading ID document elements" article; fields of the documents that nobody should build on are left out.
 * A list is a bare array, oldest first; 404 where this person has no such entry.
 */
export const verificationEndpoints: readonly Endpoint[] = [
	ofPerson('GET', '/idv-entries', (entity, { account }) => describeVerifications(account, entity)),
	ofPerson('GET', '/idv-entries/:entryId', (entity, { account, id }) => {
		const wanted = id('entryId').toLowerCase();
		const entry = describeVerifications(account, entity).find((each) => each.id === wanted);
		if (!entry) throw new Refusal(404);
		return entry;
	}),
	...documentEndpoints,
];

function describeVerifications(account: Account, entity: Entity) {
	const ofProcesses = account.partsOf(entity.id).flatMap(({ actor }) => {
		const check = actor.checks.find(({ type }) => type === CheckType.Identity);
		return check ? [describeVerification(entity, actor, check)] : [];
	});
	return [...ofProcesses, ...entity.uploads.map((upload) => describeUpload(entity, upload))];
}

function describeVerification(entity: Entity, actor: ProcessActor, check: ActiveCheck) {
	const result = resultOf(check);
	return {
		id: actor.idvEntryId,
		taskId: check.id,
		idvId: check.id,
		entityId: entity.id,
		entityName: `${entity.firstName} ${entity.surname}`,
		dateCreated: check.requestedDate,
		hasSelfie: check.lastCheckedDate !== null,
		hasUap: false,
		livenessVerified: result === VerificationResult.AutoPass,
		livenessCheckMethod: 1,
		livenessRetryRequired: false,
		livenessVerificationResult: result,
		verificationReason: null,
		facialMatchVerificationResult: result,
		nameCheckVerificationResult: result,
		verificationResult: result,
		uapAction: 1,
		idDocumentRetryRequired: false,
		idDocuments: check.lastCheckedDate === null ? [] : [describeDocument(entity, actor, result)],
	};
}

const describeDocument = (entity: Entity, { idvEntryId }: ProcessActor, result: number) => ({
	id: idvEntryId,
	dateCreated: entity.dateCreated,
	idDocumentType: 10,
	facialMatch: true,
	facialMatchVerificationResult: result,
	firstName: entity.firstName,
	middleName: entity.middleName,
	surname: entity.surname,
	dateOfBirth: '1990-05-17T00:00:00Z',
	documentNumber: '000000000',
	expiryDate: '2034-01-01T00:00:00Z',
	countryCode: 'GBR',
	nameCheckMatched: true,
	nameCheckVerificationResult: result,
	verifiedBy: null,
	verificationResult: result,
	verificationReason: null,
	nfcReadStatus: 0,
	visualAnalysisPassed: result === VerificationResult.AutoPass,
	visualAnalysisVerificationResult: result,
	nfcCheckVerificationResult: VerificationResult.NotPerformed,
});

function resultOf({ status, isManuallyChecked }: ActiveCheck): number {
	const results = isManuallyChecked ? manualResults : automaticResults;
	return results[status] ?? VerificationResult.NotPerformed;
}

const manualResults: Readonly<Record<number, number>> = {
	[CheckStatus.Pass]: VerificationResult.ManualPass,
	[CheckStatus.Fail]: VerificationResult.ManualFail,
	[CheckStatus.Refer]: VerificationResult.ManualRefer,
};

const automaticResults: Readonly<Record<number, number>> = {
	[CheckStatus.Pass]: VerificationResult.AutoPass,
	[CheckStatus.Fail]: VerificationResult.AutoFail,
	[CheckStatus.Refer]: VerificationResult.PendingManualCheck,
	[CheckStatus.UnderReview]: VerificationResult.PendingManualCheck,
	[CheckStatus.ActionRequired]: VerificationResult.PendingManualCheck,
	[CheckStatus.Requested]: VerificationResult.Requested,
};
