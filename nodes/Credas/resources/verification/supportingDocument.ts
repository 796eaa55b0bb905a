import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Wording } from '../../../shared/http/client';
import { path } from '../../../shared/http/path';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { asInteger } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { entityIdField } from '../entity/entity';

import { entryIdField } from './entry';

/** The kinds of supporting documents (Credas: Uploading non-biometric document elements; it lists 10 to 17 without names). */
const documentTypes: string[] = [
	'Other',
	'Birth Certificate',
	'Utility Statement',
	'Credit Card Statement',
	'Bank Statement',
	'Mortgage Statement',
	'Council Tax Statement',
	'Payslip',
	'HMRC Letter',
	'TV Licence',
];

const documentTypeField: INodeProperties = {
	displayName: 'Document Type',
	name: 'documentType',
	type: 'options',
	required: true,
	default: '',
	options: documentTypes
		.map((name, value) => ({ name, value }))
		.sort((one, other) => one.name.localeCompare(other.name)),
};

const binaryPropertyField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the input binary field with the picture of the document',
};

/** The largest picture that is sent, in bytes; Credas names no limit. */
const largestPicture = 10 * 1024 * 1024;

/** Hands a supporting document in, e.g. a proof of address (Credas: Uploading non-biometric document elements). */
export const uploadDocument: Operation<CredasClient> = {
	name: 'Upload Document',
	value: 'uploadDocument',
	action: 'Upload a supporting document of a person',
	description:
		'Upload the picture of a supporting document, e.g. a proof of address, as a new verification of a person. Credas checks it later and then sends a result update.',
	// What counts as a person’s document is not for a model to choose.
	displayOptions: { show: { '@tool': [false] } },
	properties: [entityIdField, documentTypeField, binaryPropertyField, optionsField()],

	// The name of a file often names the person.
	creates: { name: 'documents of these people', id: 'entityId' },
	async prepare({ item, client }) {
		const entityId = item.id(entityIdField);
		const documentType = item.wholeNumber(documentTypeField, 'Choose what kind of document it is.');
		const file = await item.file(binaryPropertyField, largestPicture);
		return async () => {
			const base64Image = (await file.read()).toString('base64');
			await sendDocument(client, entityId, { documentType, base64Image });
			const documentTypeLabel = documentTypes[documentType] ?? `Unknown (${documentType})`;
			return { success: true, entityId, documentType, documentTypeLabel, fileName: file.fileName };
		};
	},
};

/**
 * Sends the document once (Credas: Uploading non-biometric document elements). Inferred: Credas confirms with nothing. Throws
 * a NodeApiError.
 */
async function sendDocument(
	client: CredasClient,
	entityId: string,
	body: IDataObject,
): Promise<void> {
	const wording: Wording = {
		doing: 'upload the document',
		parameter: 'Entity ID',
		lookUp: 'Look with Verification > Get Many whether the person has a new entry',
	};
	await client.sendForNothing(
		{
			method: 'POST',
			path: path`/entities/${entityId}/idv-entries/upload-non-biometric-document`,
			body,
		},
		wording,
	);
}

const documentIdField: INodeProperties = {
	displayName: 'Document ID',
	name: 'documentId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 3fa85f64-5717-4562-b3fc-2c963f66afa6',
	description: 'The supporting document; Entity > Get Summary gives it as supportingDocumentId',
};

const resultField: INodeProperties = {
	displayName: 'Result',
	name: 'result',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 1',
	description:
		'The number of the result in Credas’ article “Manually overriding ID document results”. There is no list to choose from, because a wrong number would decide about a person.',
};

const commentsField: INodeProperties = {
	displayName: 'Comments',
	name: 'comments',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	description: 'The reason for the decision, which Credas keeps with the document',
};

/** Decides about a supporting document (Credas: Manually overriding ID document results). */
export const reviewDocument: Operation<CredasClient> = {
	name: 'Review Document',
	value: 'reviewDocument',
	action: 'Review a supporting document of a person',
	description: 'Set the result of a supporting document that one of your colleagues has reviewed',
	// A person has to have looked at it.
	displayOptions: { show: { '@tool': [false] } },
	properties: [
		entityIdField,
		entryIdField,
		documentIdField,
		resultField,
		commentsField,
		optionsField(),
	],

	async execute({ item, client }) {
		const [entityId, entryId] = [item.id(entityIdField), item.id(entryIdField)];
		const documentId = item.id(documentIdField);
		const result = asInteger(item.text(resultField));
		if (result === undefined) {
			throw item.refuse('“Result” is not a whole number', 'Credas’ article lists the numbers.');
		}
		const comments = item.text(commentsField, 'Credas requires a comment with every decision.');
		await client.sendForNothing(
			{
				method: 'PUT',
				// Credas spells it like this.
				path: path`/entities/${entityId}/idv-entries/${entryId}/non-biometic-documents/review`,
				body: [{ id: documentId, result, comments }],
			},
			{ doing: 'review the document', parameter: ['Verification ID', 'Document ID', 'Result'] },
		);
		return { success: true, entityId, entryId, documentId, result };
	},
};
