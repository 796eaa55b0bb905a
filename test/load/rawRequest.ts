import { Agent, request } from 'node:http';

/** A request as a stranger's program would send it, header by header. */
export type RawRequest = {
	method: string;
	url: string;
	/** In this order, doubled ones included; the length of the body is added where it is missing. */
	headers: Array<[name: string, value: string]>;
	body?: Buffer;
};

/** What came back for a request. */
export type RawAnswer = { status: number; body: string };

/** Sends requests over connections that are kept open, so many at most. */
export class RawSender {
	private readonly agent: Agent;

	constructor(connections: number) {
		this.agent = new Agent({ keepAlive: true, maxSockets: connections });
	}

	/** Gives the answer whatever its status, undefined where the connection ended without one. */
	async send(sent: RawRequest): Promise<RawAnswer | undefined> {
		// A connection that was kept open may be closed just now by the other side, which says nothing about the call.
		const answer = await this.attempt(sent);
		return answer === 'reset' ? await this.attempt(sent).then(orNothing) : orNothing(answer);
	}

	close(): void {
		this.agent.destroy();
	}

	private async attempt({
		method,
		url,
		headers,
		body,
	}: RawRequest): Promise<RawAnswer | 'reset' | undefined> {
		const { hostname, port, pathname, search } = new URL(url);
		return await new Promise((resolve) => {
			const sending = request(
				{
					...{ hostname, port, method, agent: this.agent, path: rawPathOf(url, pathname + search) },
					headers: headersOf(headers, hostname, port, body),
				},
				(response) => {
					const chunks: Buffer[] = [];
					response.on('data', (chunk: Buffer) => chunks.push(chunk));
					response.on('error', () => resolve(undefined));
					response.on('end', () => {
						const text = Buffer.concat(chunks).toString('utf8');
						resolve({ status: response.statusCode ?? 0, body: text });
					});
				},
			);
			sending.on('error', () => resolve(sending.reusedSocket ? 'reset' : undefined));
			sending.end(body);
		});
	}
}

function orNothing(answer: RawAnswer | 'reset' | undefined): RawAnswer | undefined {
	return answer === 'reset' ? undefined : answer;
}

/** The path as it was written: `URL` would mend what is malformed on purpose. */
function rawPathOf(url: string, otherwise: string): string {
	const [, path] = /^https?:\/\/[^/]+(\/[!-~]*)$/.exec(url) ?? [];
	return path ?? otherwise;
}

/** Given flat, Node sends the lines as they stand, doubled names included, and adds none itself. */
function headersOf(
	headers: RawRequest['headers'],
	hostname: string,
	port: string,
	body: Buffer | undefined,
): string[] {
	const isGiven = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted);
	const isSized = isGiven('content-length') || isGiven('transfer-encoding');
	return [
		...['Host', `${hostname}:${port}`],
		...headers.flat(),
		...(isSized ? [] : ['Content-Length', String(body?.length ?? 0)]),
	];
}
