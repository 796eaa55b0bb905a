import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import { asIdentifier, asObjects } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { withLabels, type LabelledFields } from '../codes';

const numbersInEntry: LabelledFields = {
	livenessVerificationResult: 'verificationResult',
	facialMatchVerificationResult: 'verificationResult',
	nameCheckVerificationResult: 'verificationResult',
	verificationResult: 'verificationResult',
};

const numbersInDocument: LabelledFields = {
	idDocumentType: 'idDocumentType',
	facialMatchVerificationResult: 'verificationResult',
	nameCheckVerificationResult: 'verificationResult',
	verificationResult: 'verificationResult',
	visualAnalysisVerificationResult: 'verificationResult',
	nfcCheckVerificationResult: 'verificationResult',
};

/**
 * Lists the identity verifications of a person, as Credas gives them (Credas: Downloading ID document elements). Throws
 * a NodeApiError when they cannot be listed.
 */
export async function listVerifications(
	client: CredasClient,
	entityId: string,
): Promise<IDataObject[]> {
	const attempt = await client.attemptList({ path: path`/entities/${entityId}/idv-entries` });
	if ('value' in attempt) return asObjects(attempt.value);
	const wording = { doing: 'list the identity verifications', parameter: 'Entity ID' };
	throw client.refusal(attempt.failure, wording);
}

/**
 * Reads one identity verification of a person. That it has the shape of those in the list is inferred, so an answer
 * without an ID is an error. Throws a NodeApiError.
 */
export async function readVerification(
	client: CredasClient,
	entityId: string,
	entryId: string,
): Promise<IDataObject> {
	const wording = {
		doing: 'read the identity verification',
		parameter: ['Entity ID', 'Verification ID'],
	};
	const request = { path: path`/entities/${entityId}/idv-entries/${entryId}` };
	const verification = await client.sendForObject(request, wording);
	if (asIdentifier(verification.id) !== undefined) return verification;
	throw client.unexpected(wording);
}

/** Puts a label beside every number of a verification whose meaning is known, and in its ID documents, too. */
export function labelledVerification(verification: IDataObject): IDataObject {
	const labelled = withLabels(verification, numbersInEntry);
	if (!Array.isArray(verification.idDocuments)) return labelled;
	return { ...labelled, idDocuments: labelledDocuments(verification) };
}

const labelledDocuments = ({ idDocuments }: IDataObject): IDataObject[] =>
	asObjects(idDocuments).map((document) => withLabels(document, numbersInDocument));

/** The ten facts of a verification that flows use; what stands in the ID document is left out. */
export function simplifyVerification(verification: IDataObject): IDataObject {
	const labelled = withLabels(verification, numbersInEntry);
	return omitUndefined({
		entryId: verification.id,
		entityId: verification.entityId,
		dateCreated: verification.dateCreated,
		verificationResult: verification.verificationResult,
		verificationResultLabel: labelled.verificationResultLabel,
		livenessVerificationResultLabel: labelled.livenessVerificationResultLabel,
		facialMatchVerificationResultLabel: labelled.facialMatchVerificationResultLabel,
		nameCheckVerificationResultLabel: labelled.nameCheckVerificationResultLabel,
		verificationReason: verification.verificationReason,
		idDocuments: labelledDocuments(verification).map(simplifyDocument),
	});
}

const simplifyDocument = (document: IDataObject): IDataObject =>
	omitUndefined({
		documentId: document.id,
		idDocumentType: document.idDocumentType,
		idDocumentTypeLabel: document.idDocumentTypeLabel,
		verificationResult: document.verificationResult,
		verificationResultLabel: document.verificationResultLabel,
	});
