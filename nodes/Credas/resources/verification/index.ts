import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import { paginationFields, readLimit, simplifyField } from '../../../shared/node/fields';
import type { Operation, Resource } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import { asId, asObjects } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { entityIdField } from '../entity/entity';
import { withLabels, type LabelledFields } from '../labels';

import { entryIdField } from './entry';
import { idDocumentType, verificationResult } from './results';
import { reviewDocument, uploadDocument } from './supportingDocument';

const numbersInEntry: LabelledFields = {
	livenessVerificationResult: verificationResult,
	facialMatchVerificationResult: verificationResult,
	nameCheckVerificationResult: verificationResult,
	verificationResult,
};

const numbersInDocument: LabelledFields = {
	idDocumentType,
	facialMatchVerificationResult: verificationResult,
	nameCheckVerificationResult: verificationResult,
	verificationResult,
	visualAnalysisVerificationResult: verificationResult,
	nfcCheckVerificationResult: verificationResult,
};

/**
 * Lists the identity verifications of a person, as Credas gives them (Credas: Downloading ID document elements). Throws
 * a NodeApiError when they cannot be listed.
 */
async function listVerifications(client: CredasClient, entityId: string): Promise<IDataObject[]> {
	const attempt = await client.attemptList({
		path: path`/entities/${entityId}/idv-entries`,
		about: { entityId },
	});
	if ('value' in attempt) return asObjects(attempt.value);
	const wording = { doing: 'list the identity verifications', parameter: 'Entity ID' };
	throw client.refusal(attempt.failure, wording);
}

/**
 * Reads one identity verification of a person (Credas: Downloading ID document elements). Inferred: it has the shape of
 * those in the list. So an answer without an ID is an error. Throws a NodeApiError.
 */
async function readVerification(
	client: CredasClient,
	entityId: string,
	entryId: string,
): Promise<IDataObject> {
	const wording = {
		doing: 'read the identity verification',
		parameter: ['Entity ID', 'Verification ID'],
	};
	const request = {
		path: path`/entities/${entityId}/idv-entries/${entryId}`,
		about: { id: entryId, entityId },
	};
	const verification = await client.sendForObject(request, wording);
	if (asId(verification.id) !== undefined) return verification;
	throw client.unexpected(wording);
}

/** Puts a label next to every number of a verification whose meaning is known, and in its ID documents, too. */
function labelledVerification(verification: IDataObject): IDataObject {
	const labelled = withLabels(verification, numbersInEntry);
	if (!Array.isArray(verification.idDocuments)) return labelled;
	return { ...labelled, idDocuments: labelledDocuments(verification) };
}

const labelledDocuments = ({ idDocuments }: IDataObject): IDataObject[] =>
	asObjects(idDocuments).map((document) => withLabels(document, numbersInDocument));

/** The ten facts of a verification that flows use; what stands in the ID document is left out. */
function simplifyVerification(verification: IDataObject): IDataObject {
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

/** Reads one identity verification of a person. */
const get: Operation<CredasClient> = {
	name: 'Get',
	value: 'get',
	action: 'Get an identity verification',
	description:
		'Get the results of an identity verification of a person: liveness, face, name and ID documents',
	properties: [entityIdField, entryIdField, simplifyField, optionsField()],

	async execute({ item, client }) {
		const entityId = item.id(entityIdField);
		const verification = await readVerification(client, entityId, item.id(entryIdField));
		return item.flag(simplifyField)
			? simplifyVerification(verification)
			: labelledVerification(verification);
	},
};

/** Lists the identity verifications of a person. */
const getAll: Operation<CredasClient> = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many identity verifications',
	description: 'List the identity verifications of a person: liveness, face, name and ID documents',
	properties: [entityIdField, ...paginationFields, simplifyField, optionsField()],

	async execute({ item, client }) {
		const limit = readLimit(item);
		const all = await listVerifications(client, item.id(entityIdField));
		const shown = item.flag(simplifyField) ? simplifyVerification : labelledVerification;
		return all.slice(0, limit).map(shown);
	},
};

/** One go at proving who a person is, with selfie and ID documents. */
export const verification: Resource<CredasClient> = {
	name: 'Verification',
	value: 'verification',
	operations: [get, getAll, reviewDocument, uploadDocument],
};
