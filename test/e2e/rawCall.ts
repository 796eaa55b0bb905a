import axios from 'axios';

/** What a sender gets for its call. */
export type Answer = {
	status: number;
	/** As text, whatever its type. */
	body: string;
};

export type RawCall = {
	/** `POST` where nothing is said. */
	method?: string;
	/** Sent as it stands; objects and lists as JSON. */
	body?: unknown;
	/** `application/json` where nothing is said. */
	contentType?: string;
	headers?: Record<string, string>;
};

/**
 * Sends one call as it stands, the way anybody on the internet could, and gives the answer whatever its
 * status. Throws when there is no answer.
 */
export async function sendCall(url: string, call: RawCall = {}): Promise<Answer> {
	const { method = 'POST', body, contentType = 'application/json', headers } = call;
	const { status, data } = await axios.request<string>({
		url,
		method,
		data: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
		headers: { 'content-type': contentType, ...headers },
		transformRequest: (sent: unknown) => sent,
		responseType: 'text',
		transformResponse: (received: unknown) => received,
		validateStatus: () => true,
		proxy: false,
	});
	return { status, body: data };
}
