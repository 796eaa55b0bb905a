import axios from 'axios';

/** What a caller gets for its call. */
export interface Answer {
	status: number;
	/** As text, whatever its type. */
	body: string;
}

/**
 * Makes one call as it stands, the way anybody on the internet could, and gives the answer whatever its
 * status. Texts and bytes go out as they are, everything else as JSON. Throws when there is no answer.
 */
export async function send(
	method: string,
	url: string,
	body?: unknown,
	headers: Record<string, string> = {},
): Promise<Answer> {
	const isRaw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
	const { status, data } = await axios.request<string>({
		url,
		method,
		data: isRaw ? body : JSON.stringify(body),
		headers: { 'content-type': 'application/json', ...headers },
		transformRequest: (sent: unknown) => sent,
		responseType: 'text',
		transformResponse: (received: unknown) => received,
		validateStatus: () => true,
		maxBodyLength: Infinity,
		proxy: false,
	});
	return { status, body: data };
}

/** Makes one POST; see {@link send}. */
export async function post(
	url: string,
	body?: unknown,
	headers?: Record<string, string>,
): Promise<Answer> {
	return await send('POST', url, body, headers);
}
