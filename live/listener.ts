import { createServer, type IncomingMessage, type Server } from 'node:http';

/** A call that came through the tunnel. */
export interface HeardCall {
	method: string;
	/** Without its query. */
	path: string;
	headers: IncomingMessage['headers'];
	body: string;
}

/** What is listened to in place of a trigger: it gives every caller a token, and confirms everything else. */
export class Listener {
	private readonly calls: HeardCall[] = [];

	private readonly waiting = new Set<() => void>();

	private constructor(
		private readonly server: Server,
		/** What the token endpoint hands out. */
		readonly token: string,
	) {}

	/** Listens at a port of this computer, to which the tunnel leads; at any free one for 0. Throws where it is taken. */
	static async open(port: number, token = 'live-check-token'): Promise<Listener> {
		const server = createServer((request, response) => {
			let body = '';
			request.setEncoding('utf8');
			request.on('data', (part: string) => (body = (body + part).slice(0, longestBody)));
			request.on('end', () => {
				const { method = '', url = '', headers } = request;
				const path = url.replace(/\?.*$/s, '');
				listener.hear({ method, path, headers, body });
				const isToken = path.endsWith('/token');
				response.writeHead(isToken ? 200 : 204, { 'Content-Type': 'application/json' });
				response.end(
					isToken
						? JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 3600 })
						: undefined,
				);
			});
		});
		const listener = new Listener(server, token);
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(port, '127.0.0.1', resolve);
		});
		return listener;
	}

	/** The port that is listened at. */
	get port(): number {
		const address = this.server.address();
		return typeof address === 'object' && address !== null ? address.port : 0;
	}

	/** Waits for a call that fits, also one that came already; undefined where none comes in so many milliseconds. */
	async call(
		fits: (call: HeardCall) => boolean,
		milliseconds: number,
	): Promise<HeardCall | undefined> {
		const deadline = Date.now() + milliseconds;
		for (;;) {
			const found = this.calls.find(fits);
			const left = deadline - Date.now();
			if (found || left <= 0) return found;
			await new Promise<void>((resolve) => {
				const wake = () => {
					clearTimeout(timer);
					this.waiting.delete(wake);
					resolve();
				};
				const timer = setTimeout(wake, left);
				this.waiting.add(wake);
			});
		}
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private hear(call: HeardCall): void {
		this.calls.push(call);
		for (const wake of [...this.waiting]) wake();
	}
}

/** How much of a call is kept, in characters. */
const longestBody = 100_000;
