import type { IWebhookFunctions } from 'n8n-workflow';

import { asRecord, parseJson, type UnknownRecord } from './unknownInput';

/** A call's body as it came and, when it is a JSON object, as that object. */
export interface RequestBody {
	/** The bytes as sent (after gunzip), for signatures and hashes. */
	raw: Buffer;
	json?: UnknownRecord;
}

/**
 * Reads the body of a call whatever its content type. A trigger of version 2 gets the bytes of JSON, text,
 * form and XML bodies from n8n; any other it must read itself.
 */
export async function readRequestBody(context: IWebhookFunctions): Promise<RequestBody> {
	const request = context.getRequestObject();
	if (!Buffer.isBuffer(request.rawBody) && typeof request.readRawBody === 'function') {
		await request.readRawBody();
	}
	const raw = Buffer.isBuffer(request.rawBody) ? request.rawBody : Buffer.alloc(0);
	return { raw, json: asRecord(parseJson(raw.toString('utf8'))) };
}
