import type { IDataObject } from 'n8n-workflow';

import type { Wording } from '../../shared/http/client';
import type { RequestLimits } from '../../shared/http/request';

import type { CredoAiClient } from './client';
import { isAsked } from './identity';
import { readResource, toDocument, type JsonApiResource } from './jsonApi';

/** A resource as it is to be: new, or changed when it has an `id`. */
interface ResourceContent {
	/** The type of the JSON:API resource, e.g. `use_cases`. */
	type: string;
	id?: string;
	attributes: IDataObject;
}

/** Reads one resource. Throws a NodeApiError when there is none to be had. */
export async function getResource(
	client: CredoAiClient,
	request: { path: string; query?: IDataObject },
	asked: Asked,
	wording: Wording,
): Promise<JsonApiResource> {
	const answer = await client.send(request, wording);
	return expectResource(client, answer, { ...asked, path: request.path }, wording);
}

/**
 * Creates a resource, by one request whatever comes: asked again after a doubtful answer, Credo AI would create a
 * second one. `lookUp` tells the user how to find out. Throws a NodeApiError that says whether it may exist.
 */
export async function createResource(
	client: CredoAiClient,
	path: string,
	{ type, attributes }: ResourceContent,
	wording: Wording & { lookUp: string },
): Promise<JsonApiResource> {
	const document = toDocument(type, attributes);
	const answer = await client.send({ method: 'POST', path, document }, wording);
	return expectResource(client, answer, { type, path }, wording);
}

/**
 * Changes a resource and gives it as it is now; undefined where Credo AI confirms without showing it (204, for
 * reviews and tasks). Throws a NodeApiError when it is not changed.
 */
export async function changeResource(
	client: CredoAiClient,
	path: string,
	{ type, id, attributes }: ResourceContent,
	wording: Wording,
	limits?: RequestLimits,
): Promise<JsonApiResource | undefined> {
	const document = toDocument(type, attributes, id);
	const request = { method: 'PATCH', path, document, ...limits } as const;
	const answer = await client.send(request, wording);
	return isEmpty(answer) ? undefined : expectResource(client, answer, { type, id, path }, wording);
}

/**
 * Deletes a resource. Throws a NodeApiError when it is not there, or stays, and when the answer neither is empty nor shows
 * the resource: whoever gave it may have deleted nothing.
 */
export async function deleteResource(
	client: CredoAiClient,
	path: string,
	id: string,
	wording: Wording,
	limits?: RequestLimits,
): Promise<void> {
	const answer = await client.send({ method: 'DELETE', path, ...limits }, wording);
	if (!isEmpty(answer) && readResource(answer)?.id !== id) throw client.unexpected(wording);
}

/** Whether an answer confirms without showing anything: 204, or 200 without a body. */
const isEmpty = (answer: unknown) => answer === null || answer === undefined || answer === '';

/** What a resource must be to answer what was asked. */
export interface Asked {
	type: string;
	/** Left out for a new one, whose id nobody knows yet. */
	id?: string;
}

function expectResource(
	client: CredoAiClient,
	answer: unknown,
	asked: Asked & { path: string },
	wording: Wording,
): JsonApiResource {
	const resource = readResource(answer);
	if (resource && isAsked(resource, asked)) return resource;
	throw client.unexpected(wording);
}
