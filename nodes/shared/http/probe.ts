import type { ICredentialTestFunctions, IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { asInteger, asRecord, parseJson } from '../values/unknownInput';

import { readFailedRequest } from './failure';

/** One request that tries out a credential. */
export interface Probe {
	method?: IHttpRequestMethods;
	url: string;
	headers?: IDataObject;
	/** Sent as JSON. */
	body?: IDataObject;
}

/** What came back: an answer of any status, or the network's code if there was no answer. */
export type ProbeAnswer = { statusCode: number; body: unknown } | { networkCode: string };

/** How long a service may take to answer a test, in milliseconds. */
const timeoutMilliseconds = 15_000;

/**
 * Sends one request of a credential test. Follows no redirect and does not throw, whatever the answer. A declarative
 * test would show n8n's bare network code when a host cannot be reached, and would take an access token that n8n still
 * holds as proof that a changed key is right.
 */
export async function probe(
	{ helpers }: ICredentialTestFunctions,
	{ method = 'GET', url, headers, body }: Probe,
): Promise<ProbeAnswer> {
	try {
		const answer: unknown = await helpers.request({
			method,
			uri: url,
			headers,
			body: body && JSON.stringify(body),
			timeout: timeoutMilliseconds,
			followRedirect: false,
			followAllRedirects: false,
			simple: false,
			resolveWithFullResponse: true,
		});
		const { statusCode, body: content } = asRecord(answer) ?? {};
		return {
			statusCode: asInteger(statusCode) ?? 0,
			body: typeof content === 'string' ? parseJson(content) : content,
		};
	} catch (error) {
		const { statusCode, networkCode, body: content } = readFailedRequest(error);
		if (statusCode !== undefined) return { statusCode, body: content };
		return { networkCode: networkCode ?? '' };
	}
}
