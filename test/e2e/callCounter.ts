import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { LOOPBACK } from '../../sandbox/ports.cjs';

/**
 * A web server that counts the calls it gets, by path. What a workflow posts to it stays counted whatever
 * becomes of n8n, even where n8n is killed before it has noted that the node ran.
 */
export class CallCounter {
	private readonly counts = new Map<string, number>();

	private constructor(private readonly server: Server) {}

	static async start(): Promise<CallCounter> {
		const server = createServer((request, response) => {
			const path = request.url ?? '';
			counter.counts.set(path, counter.count(path) + 1);
			request.resume().on('end', () => response.end('{}'));
		});
		const counter = new CallCounter(server);
		await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
		return counter;
	}

	/** E.g. `http://127.0.0.1:4711`. */
	get origin(): string {
		return `http://${LOOPBACK}:${(this.server.address() as AddressInfo).port}`;
	}

	/** The paths that were called so far. */
	get paths(): string[] {
		return [...this.counts.keys()];
	}

	/** How often the path was called. */
	count(path: string): number {
		return this.counts.get(path) ?? 0;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
