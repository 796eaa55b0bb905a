import type { FastifyInstance, FastifyRequest } from 'fastify';

import { requestPath } from './requestPath';

/** A request that a simulator received, whatever became of it. */
export interface RecordedRequest {
	readonly method: string;
	/** Without the query. */
	readonly path: string;
	readonly query: Readonly<Record<string, unknown>>;
	/** Names in lower case, no values: keys and tokens are not kept. */
	readonly headerNames: readonly string[];
	/** The parsed body; undefined when there was none or it could not be read. */
	readonly body: unknown;
	readonly receivedAt: Date;
}

/** Writes every request of this server into `requests`, in the order of arrival. Register it first. */
export function recordRequests(
	server: FastifyInstance,
	requests: RecordedRequest[],
	isOfInterest: (path: string) => boolean = () => true,
): void {
	const records = new WeakMap<FastifyRequest, { body: unknown }>();

	server.addHook('onRequest', async (request) => {
		const path = requestPath(request);
		if (!isOfInterest(path)) return;
		const record = {
			method: request.method,
			path,
			query: { ...(request.query as Record<string, unknown>) },
			headerNames: Object.keys(request.headers),
			body: undefined as unknown,
			receivedAt: new Date(),
		};
		records.set(request, record);
		requests.push(record);
	});

	server.addHook('preValidation', async (request) => {
		const record = records.get(request);
		if (record) record.body = request.body;
	});
}
