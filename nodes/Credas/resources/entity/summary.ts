import type { IDataObject } from 'n8n-workflow';

import { omitUndefined } from '../../../shared/values/omitUndefined';
import { asObjects } from '../../../shared/values/unknownInput';
import { withLabels, type LabelledFields } from '../codes';

import { labelledEntity } from './requests';

/** How the numbers in each list of a summary are read (Credas: Retrieving a results summary for an entity). */
const numbersInLists: Readonly<Record<string, LabelledFields>> = {
	identityVerifications: {
		overallResult: 'checkResult',
		documentType: 'idDocumentType',
		livenessResult: 'checkResult',
		documentResult: 'checkResult',
		visualAnalysisResult: 'checkResult',
		nfcResult: 'checkResult',
		ageValidationResult: 'checkResult',
		policeRecordResult: 'checkResult',
		compromisedAlertResult: 'checkResult',
		repeatAttemptsResult: 'checkResult',
		nameMatchResult: 'checkResult',
		faceMatchResult: 'checkResult',
	},
	supportingDocuments: { overallResult: 'checkResult' },
	addressMortalityChecks: { overallResult: 'checkResult', result: 'dataCheckResult' },
	bankAccountChecks: { overallResult: 'checkResult', result: 'dataCheckResult' },
	proofOfOwnershipChecks: { overallResult: 'checkResult' },
	rightToRentChecks: { overallResult: 'checkResult', status: 'verificationResult' },
	rightToWorkChecks: { overallResult: 'checkResult', status: 'verificationResult' },
	safeHarbourChecks: { overallResult: 'checkResult', status: 'verificationResult' },
};

/** Puts a label beside every number of a summary whose meaning is known, in the lists inside it, too. */
export function labelledSummary(summary: IDataObject): IDataObject {
	return labelledEntity(labelledLists(summary));
}

function labelledLists(object: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(object).map(([key, value]) => {
			const fields = Object.hasOwn(numbersInLists, key) ? numbersInLists[key] : undefined;
			if (!fields || !Array.isArray(value)) return [key, value];
			const entries = asObjects(value).map((entry) => withLabels(labelledLists(entry), fields));
			return [key, entries];
		}),
	);
}

/** Ten facts of a person: who, and how the latest identity verification came out. */
export function simplifySummary(summary: IDataObject): IDataObject {
	const { status, statusLabel } = labelledEntity(summary);
	const latest = latestOf(asObjects(labelledSummary(summary).identityVerifications));
	return omitUndefined({
		entityId: summary.id,
		name: summary.name,
		emailAddress: summary.emailAddress,
		phoneNumber: summary.phoneNumber,
		status,
		statusLabel,
		identityResult: latest?.overallResult,
		identityResultLabel: latest?.overallResultLabel,
		identityProcessId: latest?.processId,
		identityDateCompleted: latest?.dateCompleted,
	});
}

const latestOf = (verifications: IDataObject[]): IDataObject | undefined =>
	[...verifications].sort((one, other) => completedAt(other) - completedAt(one))[0];

const completedAt = ({ dateCompleted }: IDataObject) => Date.parse(String(dateCompleted)) || 0;
