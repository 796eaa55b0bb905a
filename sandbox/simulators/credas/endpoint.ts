import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Account } from './account/account';
import type { Entity } from './entity/entity';

/** A request to an endpoint, whose key was right. */
export interface Call {
	readonly account: Account;
	/** The id that stands under this name in the path. */
	readonly id: (name: 'entityId' | 'processId' | 'dataCheckId' | 'entryId') => string;
	readonly query: Readonly<Record<string, string | undefined>>;
	/** Undefined for an empty one. */
	readonly body: unknown;
	/** Takes headers; what is sent is what the endpoint answers. */
	readonly reply: FastifyReply;
	/** Where the portal listens. */
	readonly origin: string;
}

/** One path of the API with what it answers; nothing for an empty body. It throws a Refusal for any other answer than 200. */
export interface Endpoint {
	readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	readonly path: string;
	readonly answer: (call: Call) => unknown;
}

/** An endpoint below `/entities/{entityId}`: 400 for an id that is not a guid, 404 for an unknown person. */
export function ofPerson(
	method: Endpoint['method'],
	path: string,
	answer: (entity: Entity, call: Call) => unknown,
): Endpoint {
	return {
		method,
		path: `/entities/:entityId${path}`,
		answer: (call) => answer(call.account.entity(call.id('entityId')), call),
	};
}

interface Route {
	Params: Record<string, string>;
	Querystring: Record<string, string | undefined>;
}

/** Lets a server answer these endpoints. */
export function serve(
	api: FastifyInstance,
	endpoints: readonly Endpoint[],
	account: Account,
	origin: () => string,
): void {
	for (const { method, path: url, answer } of endpoints) {
		const handler = async (request: FastifyRequest<Route>, reply: FastifyReply) => {
			const { params, query, body } = request;
			const id = (name: string) => params[name] ?? '';
			return await reply.send(answer({ account, id, query, body, reply, origin: origin() }));
		};
		api.route<Route>({ method, url, handler });
	}
}
