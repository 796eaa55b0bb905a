import axios from 'axios';
import fastify from 'fastify';

import {
	type CredoAiSimulator,
	type CredoAiSimulatorOptions,
	startCredoAiSimulator,
} from '../../../sandbox/simulators/credoAi';
import type { Resource } from '../../../sandbox/simulators/credoAi/document';

const open: Array<{ close(): unknown }> = [];

/** Ends every simulator and receiver of the test that just ran. */
export async function closeAll(): Promise<void> {
	for (const each of open.splice(0)) await each.close();
}

/** A simulator whose eight delivery attempts take milliseconds. */
export async function startSimulator(
	options: CredoAiSimulatorOptions = {},
): Promise<CredoAiSimulator> {
	const simulator = await startCredoAiSimulator({ timeScale: 1e-7, ...options });
	open.push(simulator);
	return simulator;
}

export interface Answer {
	readonly status: number;
	readonly type: string;
	readonly text: string;
	/** The parsed answer; the parts of a document are missing where it is none. */
	readonly json: {
		data?: Resource | Resource[];
		included?: Resource[];
		meta?: Record<string, unknown>;
		errors?: Array<{ code: number; title: string; detail: string }>;
		access_token?: string;
	};
}

interface Call {
	readonly headers?: Record<string, string>;
	readonly body?: unknown;
}

/** One request to the simulator's origin, whatever it answers. */
export async function request(
	url: string,
	method: string,
	{ headers = {}, body }: Call = {},
): Promise<Answer> {
	const answer = await axios.request<string>({
		url,
		method,
		headers,
		data: typeof body === 'string' ? body : body && JSON.stringify(body),
		responseType: 'text',
		transformResponse: (text: unknown) => text,
		validateStatus: () => true,
		maxRedirects: 0,
		proxy: false,
	});
	const type = String(answer.headers['content-type'] ?? '');
	const json = type.includes('json') ? (JSON.parse(answer.data) as Answer['json']) : {};
	return { status: answer.status, type, text: answer.data, json };
}

export async function exchange(
	{ origin, apiToken, tenant }: CredoAiSimulator,
	given: { api_token?: string; tenant?: string } = {},
): Promise<Answer> {
	return await request(`${origin}/auth/exchange`, 'POST', {
		headers: { 'content-type': 'application/json' },
		body: { api_token: apiToken, tenant, ...given },
	});
}

/** Calls the tenant's paths with a fresh access token; attributes are wrapped as JSON:API wants them. */
export async function clientOf(simulator: CredoAiSimulator) {
	const { json } = await exchange(simulator);
	const base = `${simulator.origin}/api/v2/${simulator.tenant}`;
	const authorization = `Bearer ${json.access_token}`;
	return async (method: string, path: string, attributes?: object): Promise<Answer> => {
		const written = { 'content-type': 'application/vnd.api+json' };
		return await request(base + path, method, {
			headers: { authorization, ...(attributes && written) },
			...(attributes && { body: { data: { attributes } } }),
		});
	};
}

export type Client = Awaited<ReturnType<typeof clientOf>>;

/** The one resource of an answer. */
export function resource({ json: { data } }: Answer): Resource {
	if (!data || Array.isArray(data)) throw new Error('the answer holds no single resource');
	return data;
}

/** The resources of an answer with a list. */
export function resources({ json: { data } }: Answer): Resource[] {
	if (!Array.isArray(data)) throw new Error('the answer holds no list');
	return data;
}

export interface Received {
	readonly path: string;
	readonly headers: Record<string, string>;
	/** The bytes as they came, as text. */
	readonly raw: string;
}

/** A server that keeps every call and answers with the given statuses in turn, then with 204. */
export async function startReceiver(statuses: number[] = [], body: unknown = '') {
	const server = fastify({ forceCloseConnections: true });
	const received: Received[] = [];
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'string' }, async (_: unknown, raw: string) => raw);
	server.all('/*', async ({ url, headers, body: raw }, reply) => {
		received.push({
			path: url,
			headers: Object.fromEntries(
				Object.entries(headers).map(([name, value]) => [name, String(value)]),
			),
			raw: String(raw),
		});
		return await reply.code(statuses.shift() ?? (body === '' ? 204 : 200)).send(body);
	});
	const origin = await server.listen({ host: '127.0.0.1', port: 0 });
	open.push(server);
	return { origin, received, url: `${origin}/hook?token=t1` };
}
