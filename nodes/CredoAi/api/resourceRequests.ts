import type { IDataObject } from 'n8n-workflow';

import type { RequestContext } from '../../shared/attemptRequest';
import type { CredoAiPurpose } from './credoAiError';
import { readResource, toDocument, type JsonApiResource } from './jsonApi';
import { credoAiRequest } from './request';
import { unexpectedAnswer } from './unexpectedAnswer';

/** A resource as it is to be: new, or changed when it has an `id`. */
export interface ResourceContent {
	/** The type of the JSON:API resource, e.g. `use_cases`. */
	type: string;
	id?: string;
	attributes: IDataObject;
}

/** Reads one resource. Throws a NodeApiError when there is none to be had. */
export async function getResource(
	context: RequestContext,
	path: string,
	purpose: CredoAiPurpose,
	query?: IDataObject,
): Promise<JsonApiResource> {
	const answer = await credoAiRequest(context, { path, query }, purpose);
	return expectResource(context, answer, purpose);
}

/**
 * Creates a resource, by one request whatever comes: asked again after a doubtful answer, Credo AI would create a
 * second one. `lookUp` tells the user how to find out. Throws a NodeApiError that says whether it may exist.
 */
export async function createResource(
	context: RequestContext,
	path: string,
	{ type, attributes }: ResourceContent,
	purpose: CredoAiPurpose & { lookUp: string },
): Promise<JsonApiResource> {
	const document = toDocument(type, attributes);
	const answer = await credoAiRequest(context, { method: 'POST', path, document }, purpose);
	return expectResource(context, answer, purpose);
}

/**
 * Changes a resource and gives it as it is now; undefined where Credo AI confirms without showing it (204, for
 * reviews and tasks). Throws a NodeApiError when it is not changed.
 */
export async function changeResource(
	context: RequestContext,
	path: string,
	{ type, id, attributes }: ResourceContent,
	purpose: CredoAiPurpose,
): Promise<JsonApiResource | undefined> {
	const document = toDocument(type, attributes, id);
	const answer = await credoAiRequest(context, { method: 'PATCH', path, document }, purpose);
	return readResource(answer);
}

/** Deletes a resource. Throws a NodeApiError when it is not there, or stays. */
export async function deleteResource(
	context: RequestContext,
	path: string,
	purpose: CredoAiPurpose,
): Promise<void> {
	await credoAiRequest(context, { method: 'DELETE', path }, purpose);
}

function expectResource(
	context: RequestContext,
	answer: unknown,
	purpose: CredoAiPurpose,
): JsonApiResource {
	const resource = readResource(answer);
	if (resource) return resource;
	throw unexpectedAnswer(context.getNode(), purpose);
}
