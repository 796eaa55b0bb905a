import { asInteger, asRecord, asText, parseShallowJson } from '../values/unknownInput';

/** What is known about a request without a usable answer. Holds no key and no header that was sent. */
export interface FailedRequest {
	/** The HTTP status of the answer; missing when there was none. */
	statusCode?: number;
	/** The network's own code when there was no answer, e.g. `ECONNREFUSED`. */
	networkCode?: string;
	/** What n8n or the credential said before anything was sent, e.g. that no access token could be fetched. */
	reason?: string;
	/** The answer's `Retry-After` header as sent. */
	retryAfter?: string;
	/** The answer's body, parsed if it is JSON; left out if it has not been read yet. */
	body?: unknown;
}

/** How much of an error's body is read, in bytes: what a service says in one fits many times. */
const maximumBodyBytes = 64 * 1024;

const readBody = (data: unknown): unknown => {
	const text = Buffer.isBuffer(data) ? data.toString('utf8', 0, maximumBodyBytes) : data;
	if (typeof text !== 'string') return isUnreadStream(data) ? undefined : data;
	const beginning = text.slice(0, maximumBodyBytes);
	return parseShallowJson(beginning) ?? (isWords(beginning) ? beginning : undefined);
};

/** A control character that stands in no text: the body is compressed, or a file. */
const neverInWords = /(?![\t\n\v\f\r])\p{Cc}/u;

const isWords = (text: string) => !neverInWords.test(text);

const isUnreadStream = (data: unknown) => typeof asRecord(data)?.pipe === 'function';

/**
 * Reads what n8n's HTTP helper threw (an AxiosError, bare or inside a NodeApiError) and leaves out what must not go
 * any further: the request with its key, and the sockets.
 */
export function readFailedRequest(error: unknown): FailedRequest {
	const thrown = asRecord(error) ?? {};
	const cause = asRecord(thrown.cause);
	const response = asRecord(cause?.response) ?? asRecord(thrown.response);
	const headers = asRecord(response?.headers);
	const statusCode = asInteger(response?.status) ?? asInteger(thrown.httpCode);

	// A success that ends in an error did not arrive whole.
	if (statusCode !== undefined && statusCode < 300) return { networkCode: 'ECONNRESET' };
	if (statusCode === undefined) {
		const networkCode = asText(cause?.code) ?? asText(thrown.code) ?? asText(thrown.httpCode);
		return networkCode ? { networkCode } : { reason: asText(thrown.message) };
	}
	return {
		statusCode,
		retryAfter: asText(headers?.['retry-after']),
		body: readBody(response?.data),
	};
}

/** How long to wait for such a body, in milliseconds: nothing else would end one that stalls. */
const bodyTimeoutMilliseconds = 10_000;

/**
 * Reads what n8n's HTTP helper threw for a request whose answer should have been a stream. Reads the beginning of the
 * body, so that what the service said is not lost, and closes the stream.
 */
export async function readFailedStream(
	error: unknown,
	timeoutMilliseconds = bodyTimeoutMilliseconds,
): Promise<FailedRequest> {
	const failure = readFailedRequest(error);
	const thrown = asRecord(error);
	const response = asRecord(asRecord(thrown?.cause)?.response) ?? asRecord(thrown?.response);
	const body = response?.data;
	if (!isByteSource(body)) return failure;
	return { ...failure, body: readBody(await readBeginning(body, timeoutMilliseconds)) };
}

type ByteSource = AsyncIterable<Buffer> & { destroy(): void };

const isByteSource = (data: unknown): data is ByteSource =>
	typeof data === 'object' && data !== null && Symbol.asyncIterator in data && 'destroy' in data;

async function readBeginning(body: ByteSource, timeoutMilliseconds: number): Promise<Buffer> {
	const parts: Buffer[] = [];
	let bytes = 0;
	AbortSignal.timeout(timeoutMilliseconds).addEventListener('abort', () => body.destroy());
	try {
		for await (const chunk of body) {
			parts.push(chunk);
			bytes += chunk.length;
			if (bytes >= maximumBodyBytes) break;
		}
	} catch {
		// The status is known, and even a body that breaks off says something.
		return Buffer.concat(parts);
	}
	return Buffer.concat(parts);
}

const networkReasons: Record<string, string> = {
	ECONNREFUSED: 'nothing is listening at that address',
	ENOTFOUND: 'the host name is not known',
	EAI_AGAIN: 'the host name could not be looked up',
	ECONNRESET: 'the connection was closed before the answer came',
	ECONNABORTED: 'none came in time',
	ETIMEDOUT: 'none came in time',
	EHOSTUNREACH: 'the host cannot be reached from here',
	ENETUNREACH: 'the network cannot be reached from here',
	CERT_HAS_EXPIRED: 'its TLS certificate has expired',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'its TLS certificate is self-signed',
	SELF_SIGNED_CERT_IN_CHAIN: 'its TLS certificate is self-signed',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its TLS certificate cannot be verified',
	ERR_TLS_CERT_ALTNAME_INVALID: 'its TLS certificate belongs to another host',
	ERR_CANCELED: 'the execution was cancelled',
};

/** Says in a word for the log what became of a request, e.g. “answer 503” or “ECONNREFUSED”. */
export function inShort({ statusCode, networkCode, reason }: FailedRequest): string {
	return statusCode === undefined ? networkCode || reason || 'no answer' : `answer ${statusCode}`;
}

/** Says in a few words why there was no answer, e.g. “the host name is not known”. */
export function networkReason(networkCode: string | undefined): string {
	return networkReasons[networkCode ?? ''] ?? 'the connection broke';
}

/** The network codes of a connection that was never made: nothing was sent. */
const neverSent = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/**
 * Whether a request without a usable answer may have done its work all the same: the connection broke after it was
 * sent, or the answer was a 5xx, which a gateway may give while the service behind it carries on.
 */
export function mayHaveBeenDone({ statusCode, networkCode, reason }: FailedRequest): boolean {
	if (statusCode !== undefined) return statusCode >= 500;
	return reason === undefined && !neverSent.has(networkCode ?? '');
}
