import axios from 'axios';
import fastify, { type FastifyInstance } from 'fastify';

import { membersOf } from '../../../live/shape';

/** What a disguised service answers in place of the real answer. */
export interface OtherAnswer {
	status?: number;
	contentType?: string;
	/** Added to those that the service gave. */
	headers?: Record<string, string>;
	/** Gives another body, from the one that the service gave. */
	body?: (given: unknown) => unknown;
}

/** Which request is answered otherwise. */
export interface Disguise extends OtherAnswer {
	/** Looked for in the path with its query, brackets as they are. */
	path: RegExp;
	method?: string;
	/** Only requests with this header value, e.g. a wrong key. */
	header?: [name: string, value: string];
}

/** A row that is otherwise where a service answers so. */
export type OtherFact = [about: string, disguise: Disguise];

export const withMembers = (changes: Record<string, unknown>) => (given: unknown) => ({
	...membersOf(given),
	...changes,
});

/** What a proxy, or another service, may answer. */
export const page = '<html>Sign in</html>';

/** A service that answers as another one does, but for one request. */
export async function startDisguised(
	origin: string,
	{ path, method, header, status, contentType, headers: others = {}, body }: Disguise,
): Promise<{ origin: string; close: () => Promise<void> }> {
	const server = fastify({ forceCloseConnections: true });
	passBodiesOn(server);
	server.all('*', async (request, reply) => {
		const answer = await axios.request<ArrayBuffer>({
			method: request.method,
			url: `${origin}${request.url}`,
			headers: forwarded(request.headers),
			data: request.body,
			responseType: 'arraybuffer',
			validateStatus: () => true,
		});
		const given = Buffer.from(answer.data);
		const isMeant =
			path.test(decodeURIComponent(request.url)) &&
			(!method || request.method === method) &&
			(!header || request.headers[header[0]] === header[1]);
		void reply.code((isMeant && status) || answer.status);
		void reply.type((isMeant && contentType) || String(answer.headers['content-type'] ?? ''));
		if (isMeant) void reply.headers(others);
		if (!isMeant || !body) return await reply.send(given);
		const other = body(parse(given));
		return await reply.send(typeof other === 'string' ? other : JSON.stringify(other));
	});
	const address = await server.listen({ host: '127.0.0.1', port: 0 });
	return { origin: address, close: async () => await server.close() };
}

/** What a call is changed to on its way through a tunnel. */
export type Change = (call: {
	method: string;
	headers: Record<string, string>;
	body: unknown;
}) => void;

/** A tunnel to a port of this computer, which may change what comes through. */
export async function startTunnel(
	port: number,
	change: Change = () => {},
): Promise<{ origin: string; close: () => Promise<void> }> {
	const server = fastify({ forceCloseConnections: true });
	passBodiesOn(server);
	server.all('*', async ({ method, url, headers, body }, reply) => {
		const call = { method, headers: forwarded(headers), body };
		change(call);
		const { status, data } = await axios.request<ArrayBuffer>({
			method: call.method,
			url: `http://127.0.0.1:${port}${url}`,
			headers: call.headers,
			data: call.body,
			responseType: 'arraybuffer',
			validateStatus: () => true,
		});
		return await reply.code(status).type('application/json').send(Buffer.from(data));
	});
	const address = await server.listen({ host: '127.0.0.1', port: 0 });
	return { origin: address, close: async () => await server.close() };
}

function forwarded(headers: object): Record<string, string> {
	const others = Object.entries(headers as Record<string, string>);
	return Object.fromEntries(others.filter(([name]) => !['host', 'content-length'].includes(name)));
}

function passBodiesOn(server: FastifyInstance): void {
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
		done(null, body.length === 0 ? undefined : body),
	);
}

function parse(bytes: Buffer): unknown {
	try {
		return JSON.parse(bytes.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}
