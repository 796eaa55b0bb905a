import axios, { isAxiosError, type AxiosResponse } from 'axios';

import { shapeOf } from './shape';

/** One request to the service. */
export interface Question {
	method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** After the service's address, with its query. */
	path: string;
	headers?: Readonly<Record<string, string>>;
	/** Sent as JSON. */
	body?: unknown;
}

/** What came back, whatever its status. */
export interface Answer {
	status: number;
	/** The content type without its parameters. */
	contentType: string;
	headerNames: string[];
	bytes: Buffer;
	/** The body read as JSON; undefined where it is something else. */
	json: unknown;
}

/** The service gave no answer at all; the message says why, in the network's words. */
export class NoAnswer extends Error {}

/** How long one answer may take, in milliseconds: reports are made while one waits. */
const timeoutMilliseconds = 60_000;

/** The longest answer that is read, in bytes. */
const longestAnswer = 50 * 1024 * 1024;

/** A service as its account sees it. Asks the same question only once, so that rows can share an answer. */
export class Service {
	private readonly asked = new Map<string, Promise<Answer>>();

	constructor(
		readonly origin: string,
		private readonly headers: Readonly<Record<string, string>>,
	) {}

	/** Throws `NoAnswer`; any status is an answer. Redirects are not followed: the key is for this host. */
	async ask(question: Question): Promise<Answer> {
		const name = JSON.stringify(question);
		const answer = this.asked.get(name) ?? this.send(question);
		this.asked.set(name, answer);
		return await answer;
	}

	private async send({ method = 'GET', path, headers, body }: Question): Promise<Answer> {
		try {
			return read(
				await axios.request<ArrayBuffer>({
					method,
					url: `${this.origin}${path}`,
					headers: { Accept: 'application/json', ...this.headers, ...headers },
					data: body === undefined ? undefined : JSON.stringify(body),
					responseType: 'arraybuffer',
					timeout: timeoutMilliseconds,
					maxContentLength: longestAnswer,
					maxRedirects: 0,
					validateStatus: () => true,
				}),
			);
		} catch (error) {
			throw new NoAnswer((isAxiosError(error) && error.code) || 'the request could not be sent');
		}
	}
}

function read({ status, headers, data }: AxiosResponse<ArrayBuffer>): Answer {
	const bytes = Buffer.from(data);
	const contentType = String(headers['content-type'] ?? '').replace(/;.*$/s, '');
	return {
		status,
		contentType,
		headerNames: Object.keys(headers).sort(),
		bytes,
		json: parse(bytes),
	};
}

function parse(bytes: Buffer): unknown {
	try {
		return JSON.parse(bytes.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}

/** What may be said of any answer: its status, its content type and its shape. */
export const lookOf = ({ status, contentType, json }: Answer): string =>
	`${status} ${contentType || 'without a content type'}, ${json === undefined ? 'not JSON' : shapeOf(json)}`;
