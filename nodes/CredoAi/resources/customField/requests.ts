import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import { neverAgain } from '../../../shared/http/retry';
import { asText } from '../../../shared/values/unknownInput';
import type { CredoAiClient } from '../../client/client';
import { onStatus } from '../../client/errors';
import type { JsonApiResource } from '../../client/jsonApi';
import { readPages, type ResourceList } from '../../client/paging';
import { changeResource } from '../../client/resourceRequests';

const doing = 'list the custom fields';

/** The custom fields that the tenant has defined. */
export const customFieldList: ResourceList = { path: '/custom_fields', wording: { doing } };

/** The custom fields that a use case has values for. */
export const customFieldValueList = (useCaseId: string): ResourceList => ({
	path: path`/use_cases/${useCaseId}/custom_fields`,
	wording: { doing, parameter: 'Use Case' },
});

/** What the tenant says of one of its custom fields. */
export interface CustomField {
	id: string;
	name: string;
	/** `string`, `number`, `datetime` or `user`. */
	type?: string;
}

/**
 * Finds a custom field among those that the tenant has defined, which are read once. Undefined when it is not there or
 * they cannot be read, since a value may be set all the same.
 */
export async function findCustomField(
	client: CredoAiClient,
	id: string,
): Promise<CustomField | undefined> {
	const fields = await client.once('custom fields', async () => await readCustomFields(client));
	return fields.find((field) => field.id === id);
}

async function readCustomFields(client: CredoAiClient): Promise<CustomField[]> {
	const fields: CustomField[] = [];
	try {
		const list = { ...customFieldList, limits: { retry: neverAgain } };
		for await (const page of readPages(client, list, Number.POSITIVE_INFINITY)) {
			fields.push(...page.map(asCustomField));
		}
	} catch (error) {
		// Its message quotes the service, which may name a person.
		const reason = error instanceof Error ? error.name : typeof error;
		client.logger.debug('The types of custom fields could not be read', { reason });
	}
	return fields;
}

const asCustomField = ({ id, attributes }: JsonApiResource): CustomField => ({
	id,
	name: asText(attributes.name) ?? id,
	type: asText(attributes.type),
});

/** Sets one custom field of a use case. Throws a NodeApiError. */
export async function setCustomField(
	client: CredoAiClient,
	useCaseId: string,
	attributes: IDataObject,
): Promise<JsonApiResource | undefined> {
	return await changeResource(
		client,
		path`/use_cases/${useCaseId}/custom_fields`,
		{ type: 'use_case_custom_fields', attributes },
		{
			doing: 'set the custom field',
			parameter: 'Value',
			advise: onStatus({
				422: 'Check “Value”: it must be of the kind that the custom field takes, and one of its options where it has some. “Send Value As” in the options changes the kind.',
			}),
		},
	);
}
