import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import { shownWhen, simplifyField } from '../../../shared/node/fields';
import type { Item } from '../../../shared/node/item';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { asRecord, parseJson } from '../../../shared/values/unknownInput';
import type { CredoAiClient } from '../../client/client';
import { onStatus } from '../../client/errors';
import { createResource } from '../../client/resourceRequests';
import { controlIdField } from '../control';
import { additionalFields } from '../shared/collections';
import { dateField, saysWhat, textField } from '../shared/fields';
import { required } from '../shared/locator';
import { presentationOf } from '../shared/presentation';
import { useCaseIdField } from '../useCase/useCaseField';

/** The JSON:API type of evidence. */
export const type = 'evidences';

/**
 * The largest file that is sent, in bytes. Credo AI publishes no limit; the file goes out in one piece, as base64 a third
 * larger, out of n8n's memory.
 */
const largestFile = 10 * 1024 * 1024;

const kindField: INodeProperties = {
	displayName: 'Evidence',
	name: 'kind',
	type: 'options',
	options: [
		{ name: 'File', value: 'file', description: 'A binary file of the item, of 10 MB at most' },
		{ name: 'Value', value: 'value', description: 'A text or an object' },
	],
	default: 'value',
	description: 'What to add as evidence',
};

const valueField = required(
	textField(
		{
			displayName: 'Value',
			name: 'value',
			description: 'A text, or a JSON object that Credo AI gets as it is',
		},
		3,
	).property,
);

const binaryField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the input field that holds the file',
};

const requirementKey = saysWhat(
	textField({
		displayName: 'Requirement Key',
		name: 'requirementKey',
		description: 'The evidence requirement of the control that this is for',
	}),
);

const ofValue = additionalFields([
	dateField({
		displayName: 'Generated At',
		name: 'generatedAt',
		description: 'When the evidence was created',
	}),
	requirementKey,
]);

const ofFile = additionalFields([
	textField({
		displayName: 'File Name',
		name: 'filename',
		description: 'Name of the file. If empty, the file keeps its name.',
	}),
	requirementKey,
]);

/** Hands in evidence for a control: a value, or a file of the item. */
export const create: Operation<CredoAiClient> = {
	name: 'Create',
	value: 'create',
	action: 'Create evidence',
	description: 'Add a value or a file as evidence for a control of a use case',
	properties: [
		useCaseIdField,
		controlIdField,
		kindField,
		shownWhen(kindField, 'value', valueField),
		shownWhen(kindField, 'file', binaryField),
		simplifyField,
		shownWhen(kindField, 'value', ofValue.property),
		shownWhen(kindField, 'file', ofFile.property),
		optionsField(),
	],
	creates: { name: 'evidence', id: 'id' },

	async prepare(run) {
		const { item, client } = run;
		const present = presentationOf(run);
		const control = path`/use_cases/${item.id(useCaseIdField)}/controls/${item.id(controlIdField)}`;
		if (item.text(kindField) === 'file') {
			const file = await item.file(binaryField, largestFile);
			const additional = ofFile.read(item);
			return async () => {
				const content = await file.read();
				const attributes = {
					filename: file.fileName,
					content_type: file.mimeType,
					...additional,
					size: content.length,
					content: content.toString('base64'),
				};
				const request = { type: 'use_case_control_files', attributes };
				return await present(
					await createResource(client, `${control}/files`, request, ofFileWords),
				);
			};
		}
		const request = { type, attributes: { data: dataOf(item), ...ofValue.read(item) } };
		return async () => {
			return await present(
				await createResource(client, `${control}/evidences`, request, ofValueWords),
			);
		};
	},
};

const common = { parameter: 'Control', lookUp: 'Look for it in Credo AI, on the control' };

const ofValueWords = {
	...common,
	doing: 'add the evidence',
	advise: onStatus({
		422: 'Check “Value”, and “Requirement Key” under “Additional Fields”: it must be one of the control’s.',
	}),
};

const ofFileWords = {
	...common,
	doing: 'add the file',
	advise: onStatus({
		413: 'Credo AI takes no file of this size.',
		422: 'Credo AI may not take files of this type; also check “Requirement Key” under “Additional Fields”.',
	}),
};

// The published example of a text is { "value": "This is text evidence" }.
function dataOf(item: Item): IDataObject {
	const given = item.value(valueField);
	const object = asRecord(typeof given === 'string' ? parseJson(given) : given);
	return object ? ({ ...object } as IDataObject) : { value: item.text(valueField) };
}
