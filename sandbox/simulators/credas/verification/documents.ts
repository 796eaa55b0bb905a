import { z } from 'zod';

import type { Account } from '../account/account';
import { optional, read, text } from '../body';
import { uploadCallback } from '../callbacks/bodies';
import { ofPerson, type Endpoint } from '../endpoint';
import type { Entity, Upload } from '../entity/entity';
import { Refusal } from '../refusal';

const order = (lastType: number) =>
	z.object({
		documentType: z.number().int().min(0).max(lastType),
		base64Image: text.refine(isBase64, 'The image is not valid base64.'),
	});

/** A document that says who somebody is (types 0 to 16), and one that supports it (0 to 17, named up to 9). */
const [identityDocument, supportingDocument] = [order(16), order(17)];

/** Which numbers `result` takes stands in a part of the article that cannot be read. */
const reviews = z
	.array(z.object({ id: text, result: z.number().int(), comments: optional(text) }))
	.min(1);

/**
 * Credas: "Uploading non-biometric document elements", "Uploading ID document elements" and "Manually overriding ID document
 * results" articles. An upload makes an entry of its own, is answered with an empty body, and its result is called back.
 */
export const documentEndpoints: readonly Endpoint[] = [
	ofPerson('POST', '/idv-entries/upload-id-document', (entity, { account, body }) =>
		upload(account, entity, 'idDocument', read(identityDocument, body).documentType),
	),
	ofPerson('POST', '/idv-entries/upload-non-biometric-document', (entity, { account, body }) =>
		upload(account, entity, 'supportingDocument', read(supportingDocument, body).documentType),
	),
	/** The path is spelled like this. */
	ofPerson(
		'PUT',
		'/idv-entries/:entryId/non-biometic-documents/review',
		(entity, { account, id, body }) => {
			const entryId = id('entryId').toLowerCase();
			const entries = entity.uploads.filter((each) => each.kind === 'supportingDocument');
			const entry = entries.find((each) => each.entryId === entryId);
			if (!entry) throw new Refusal(404);
			for (const { id: documentId, result, comments } of read(reviews, body)) {
				if (documentId.toLowerCase() !== entry.documentId) throw new Refusal(404);
				Object.assign(entry, { result, comments });
				account.announce(uploadCallback(entity, entry, account.clientId));
			}
		},
	),
];

function upload(
	account: Account,
	entity: Entity,
	kind: Upload['kind'],
	documentType: number,
): void {
	const entry = account.addUpload(entity, kind, documentType);
	account.announce(uploadCallback(entity, entry, account.clientId));
}

function isBase64(given: string): boolean {
	return given.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(given);
}

/** The entry that an upload has made; the names of the fields of a supporting document are inferred. */
export function describeUpload(entity: Entity, upload: Upload) {
	const document = {
		id: upload.documentId,
		dateCreated: upload.dateCreated,
		verificationResult: upload.result,
	};
	const isSupporting = upload.kind === 'supportingDocument';
	return {
		id: upload.entryId,
		taskId: null,
		idvId: null,
		entityId: entity.id,
		entityName: `${entity.firstName} ${entity.surname}`,
		dateCreated: upload.dateCreated,
		hasSelfie: false,
		verificationResult: upload.result,
		idDocuments: isSupporting ? [] : [{ ...document, idDocumentType: upload.documentType }],
		nonBiometricDocuments: isSupporting
			? [{ ...document, documentType: upload.documentType, comments: upload.comments }]
			: [],
	};
}
