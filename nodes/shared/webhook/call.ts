import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import { beforeDeadline } from '../http/request';
import { asInteger, asRecord, parseShallowJson, type UnknownRecord } from '../values/unknownInput';

const byteOrderMark = /^\uFEFF/;

/** The largest body that a callback may have, in bytes; genuine ones are a few kilobytes. */
const maximumBytes = 256 * 1024;

/** A call's body as it came and, when it is a JSON object of bounded depth, as that object. */
export interface CallBody {
	/** The bytes as sent (after gunzip), for signatures. */
	raw: Buffer;
	json?: UnknownRecord;
}

/**
 * Reads the body of a call, whatever its content type; gives `tooLarge` for one over 256 kB, without looking at it. n8n
 * hands a trigger of version 2 the bytes of JSON, text, form and XML bodies; any other it must read itself. A body that
 * cannot be read (broken off, or already parsed as a multipart form) counts as empty.
 */
export async function readCallBody(context: IWebhookFunctions): Promise<CallBody | 'tooLarge'> {
	const request = context.getRequestObject();
	if (!Buffer.isBuffer(request.rawBody) && !request.readableEnded) {
		const announcedBytes = asInteger(request.headers['content-length']) ?? 0;
		if (announcedBytes > maximumBytes) return 'tooLarge';
		await request.readRawBody?.().catch((error: unknown) => {
			context.logger.debug('The body of a call could not be read', { reason: String(error) });
		});
	}
	const raw = Buffer.isBuffer(request.rawBody) ? request.rawBody : Buffer.alloc(0);
	if (raw.length > maximumBytes) return 'tooLarge';
	const text = raw.toString('utf8').replace(byteOrderMark, '');
	return { raw, json: asRecord(parseShallowJson(text)) };
}

/** How long a call waits for its credential, in milliseconds: a service gives up on a call that is not answered soon. */
const longestReading = 10_000;

/**
 * Reads the credential that a call is checked by; undefined, with a line in the log, when n8n cannot give it in time. If
 * `webhook()` threw instead, n8n would store a failed execution for every call by a stranger.
 */
export async function readCallCredential(
	context: IWebhookFunctions,
	client: { credential(): Promise<ICredentialDataDecryptedObject> },
	deadline = AbortSignal.timeout(longestReading),
): Promise<ICredentialDataDecryptedObject | undefined> {
	const report = (reason: string) => {
		context.logger.error(`The credential of ${context.getNode().name} could not be read`, {
			reason,
			workflowId: context.getWorkflow().id,
			nodeId: context.getNode().id,
		});
		return undefined;
	};
	try {
		const reading: Promise<ICredentialDataDecryptedObject | undefined> = client.credential();
		return await beforeDeadline(reading, deadline, async () => {
			return await Promise.resolve(report('it took too long'));
		});
	} catch (error) {
		return report(error instanceof Error ? error.name : typeof error);
	}
}
