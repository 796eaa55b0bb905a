import type { FastifyRequest } from 'fastify';

/** The path that was asked for, as it was written and without its query. */
export function requestPath(request: FastifyRequest): string {
	return request.url.split('?', 1)[0] ?? '';
}

/** Whether a path fits a pattern: `:name` stands for one segment, `*` for any rest. */
export function matchesPath(pattern: string, path: string): boolean {
	const segments = pattern.split('/').map((segment) => {
		if (segment === '*') return '.*';
		return segment.startsWith(':') ? '[^/]+' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	});
	return new RegExp(`^${segments.join('/')}$`).test(path);
}

/** Route generics for a path with these ids, e.g. `Path<'entityId'>` for `/entities/:entityId`. */
export interface Path<Id extends string> {
	Params: Record<Id, string>;
}
