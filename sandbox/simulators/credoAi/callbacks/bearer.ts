import axios from 'axios';
import { z } from 'zod';

import type { WebhookAttributes } from '../account/entries';

/** One token request of an `o_auth` webhook and what came of it; the token itself is not kept. */
export interface TokenRequest {
	readonly url: string;
	readonly contentType: string;
	/** Undefined where the server gave no answer. */
	readonly status?: number;
	readonly requestedAt: Date;
}

const timeoutMs = 15_000;

const tokenAnswer = z.object({ access_token: z.string().min(1) });

/**
 * Fetches the token for one delivery. Inferred by convention (client credentials), for Credo AI documents nothing but the three
 * attributes: the payload is posted to `authentication_server` as JSON or as a form, and the answer's `access_token` becomes the
 * bearer. `onRequest` hears of every request. Throws where no token comes back, so that the delivery counts as unsuccessful.
 */
export async function fetchBearer(
	webhook: WebhookAttributes,
	signal: AbortSignal,
	onRequest: (request: TokenRequest) => void,
): Promise<string> {
	const url = webhook.authentication_server ?? '';
	const contentType = webhook.authentication_payload_type ?? 'application/json';
	const requestedAt = new Date();
	const { status, data } = await axios
		.post<unknown>(url, toBody(webhook.authentication_payload, contentType), {
			headers: { 'content-type': contentType, accept: 'application/json' },
			validateStatus: () => true,
			maxRedirects: 0,
			proxy: false,
			timeout: timeoutMs,
			signal,
		})
		.catch((fault: unknown) => {
			onRequest({ url, contentType, requestedAt });
			throw fault;
		});
	onRequest({ url, contentType, status, requestedAt });
	const { data: answer } = tokenAnswer.safeParse(data);
	if (status < 200 || status > 299 || !answer) {
		throw new Error(`the authentication server answered ${status} without an access_token`);
	}
	return answer.access_token;
}

function toBody(payload: Record<string, unknown>, contentType: string): string {
	if (contentType === 'application/json') return JSON.stringify(payload);
	const fields = Object.entries(payload).map(([name, value]) => [name, toField(value)]);
	return new URLSearchParams(Object.fromEntries(fields)).toString();
}

function toField(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
