import type { Request } from 'express';
import { jsonParse } from 'n8n-workflow';
import { parse } from 'node:querystring';
import { createGunzip, createInflate } from 'node:zlib';
import getRawBody from 'raw-body';

import { parseIncomingMessage } from './engineServices';

/** A body that does not match its content type; n8n answers 422 before the node sees it. */
export class UnreadableBody extends Error {}

/**
 * Gives a request the members that n8n's server adds: `contentType`, `encoding`, and `readRawBody()`,
 * which fills `rawBody` and throws beyond the limit (bytes).
 */
export function prepareRequest(request: Request, limit: number): void {
	parseIncomingMessage(request);
	request.readRawBody = async () => {
		if (request.rawBody) return;
		const unpacking = { gzip: createGunzip, deflate: createInflate };
		const unpack = Object.entries(unpacking).find(
			([encoding]) => encoding === request.headers['content-encoding'],
		)?.[1];
		const length = unpack ? undefined : request.headers['content-length'];
		const stream = unpack ? request.pipe(unpack()) : request;
		request.rawBody = await getRawBody(stream, { length, limit });
	};
}

/**
 * Reads and parses a body as n8n does: JSON, text and forms. What is of another type it only reads for
 * nodes of version 1, and leaves to all others. n8n also parses XML, which no service sends here.
 */
export async function parseRequestBody(request: Request, typeVersion: number): Promise<void> {
	const { contentType } = request;
	if (contentType?.startsWith('multipart/')) return;
	if (typeVersion > 1 && !isParsable(contentType)) return;
	await request.readRawBody();
	const { rawBody, encoding } = request;
	if (!rawBody?.length || contentType === undefined) return;
	try {
		const body = parsed(rawBody.toString(encoding), contentType);
		if (body !== undefined) request.body = body;
	} catch (error) {
		throw new UnreadableBody('Failed to parse request body', { cause: error });
	}
}

function parsed(text: string, contentType: string): unknown {
	if (contentType === 'application/json') return jsonParse(text);
	if (contentType === 'application/x-www-form-urlencoded') return parse(text);
	return contentType === 'text/plain' ? text : undefined;
}

function isParsable(contentType: string | undefined): boolean {
	if (contentType === undefined) return false;
	const starts = ['application/json', 'text/plain', 'application/x-www-form-urlencoded'];
	return starts.some((start) => contentType.startsWith(start));
}
