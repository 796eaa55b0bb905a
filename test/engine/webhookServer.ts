import express, { type Request, type Response } from 'express';
import { once } from 'node:events';
import { createServer } from 'node:http';

import { prepareRequest, UnreadableBody } from './requestBody';

/** An answer other than success that n8n's server gives by itself. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
		options?: ErrorOptions,
	) {
		super(message, options);
	}
}

/** An HTTP server on this machine. */
export interface WebhookServer {
	origin: string;
	close: () => Promise<void>;
}

/**
 * Starts n8n's HTTP side on 127.0.0.1: Express, with what n8n adds to a request. The handler answers
 * what comes in under `/<base>/`; what it throws is answered as n8n does. A body may have `payloadLimit` bytes.
 */
export async function startWebhookServer(
	base: string,
	handle: (request: Request, response: Response, path: string) => Promise<void>,
	payloadLimit = 16 * 1024 * 1024,
): Promise<WebhookServer> {
	const app = express();
	app.set('query parser', 'extended');
	app.use(`/${base}`, (request, response) => {
		prepareRequest(request, payloadLimit);
		request.params = {};
		const path = request.path.slice(1).replace(/\/$/, '');
		handle(request, response, path).catch((error: unknown) => answerError(response, error));
	});
	const server = createServer(app);
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server has no port');
	return {
		origin: `http://127.0.0.1:${address.port}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function answerError(response: Response, error: unknown): void {
	if (response.headersSent) return;
	if (error instanceof UnreadableBody) {
		const hint = error.cause instanceof Error ? error.cause.message : undefined;
		response.status(422).json({ code: 422, message: error.message, hint });
		return;
	}
	const { status, message } =
		error instanceof Refusal
			? error
			: { status: 500, message: 'There was a problem executing the workflow' };
	response.status(status).json({ code: status === 500 ? 0 : status, message });
}
