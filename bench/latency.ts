import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { LOOPBACK } from '../sandbox/ports.cjs';

/** How far away a service is, and how much it takes. */
export interface Distance {
	/** Added to every answer, in milliseconds. */
	milliseconds: number;
	/** The most requests at once; beyond that it answers 429. Any number when left out. */
	mostAtOnce?: number;
	/** The `Retry-After` of a 429; none when left out. */
	retryAfter?: () => string | undefined;
}

/** A service seen from a distance. */
export interface DistantService {
	origin: string;
	/** How often it answered 429. */
	refused: () => number;
	close: () => Promise<void>;
}

/** Puts a service at a distance: what arrives is passed on, answered later, and refused beyond its limit. */
export async function atDistance(
	serviceOrigin: string,
	{ milliseconds, mostAtOnce = Number.POSITIVE_INFINITY, retryAfter = () => undefined }: Distance,
): Promise<DistantService> {
	let [underWay, refused] = [0, 0];
	const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
		if (underWay >= mostAtOnce) {
			refused++;
			incoming.resume();
			const named = retryAfter();
			response.writeHead(429, named === undefined ? {} : { 'retry-after': named }).end();
			return;
		}
		underWay++;
		response.once('close', () => underWay--);
		await pause(milliseconds);
		passOn(serviceOrigin, incoming, response);
	};
	const server = createServer((incoming, response) => void handle(incoming, response));
	await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://${LOOPBACK}:${port}`,
		refused: () => refused,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function passOn(origin: string, incoming: IncomingMessage, response: ServerResponse): void {
	const { method, headers, url = '/' } = incoming;
	const onward = request(new URL(url, origin), { method, headers }, (answer) => {
		response.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(response);
	});
	onward.once('error', () => response.destroy());
	incoming.pipe(onward);
}
