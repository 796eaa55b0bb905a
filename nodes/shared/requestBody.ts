import type { IWebhookFunctions } from 'n8n-workflow';

import { asRecord, parseJson, type UnknownRecord } from './unknownInput';

const byteOrderMark = /^\uFEFF/;

/** A call's body as it came and, when it is a JSON object, as that object. */
export interface RequestBody {
	/** The bytes as sent (after gunzip), for signatures and hashes. */
	raw: Buffer;
	json?: UnknownRecord;
}

/**
 * Reads the body of a call whatever its content type. A trigger of version 2 gets the bytes of JSON, text,
 * form and XML bodies from n8n; any other it must read itself. A body that cannot be read (too large, broken
 * off, already taken apart as a multipart form) counts as empty.
 */
export async function readRequestBody(context: IWebhookFunctions): Promise<RequestBody> {
	const request = context.getRequestObject();
	if (!Buffer.isBuffer(request.rawBody) && !request.readableEnded) {
		await request.readRawBody?.().catch((error: unknown) => {
			context.logger.debug('The body of a call could not be read', { reason: String(error) });
		});
	}
	const raw = Buffer.isBuffer(request.rawBody) ? request.rawBody : Buffer.alloc(0);
	return { raw, json: asRecord(parseJson(raw.toString('utf8').replace(byteOrderMark, ''))) };
}
