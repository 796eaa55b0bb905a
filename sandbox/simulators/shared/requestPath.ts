import type { FastifyRequest } from 'fastify';

/** The path that was asked for, as it was written and without its query. */
export function requestPath(request: FastifyRequest): string {
	return request.url.split('?', 1)[0] ?? '';
}
