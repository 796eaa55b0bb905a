import type { FastifyInstance } from 'fastify';

import type { AccessTokens } from '../account/accessTokens';
import { notFound, unauthenticated } from '../answers/refusal';
import { exchange } from '../requests/authentication';
import { read } from '../requests/read';

export interface Access {
	readonly tenant: string;
	readonly apiToken: string;
	/** Whose token it is. */
	readonly userId: string;
	readonly tokens: AccessTokens;
}

/** Every route of the tenant asks for an access token, and for the tenant's own name in the path. */
export function requireToken(api: FastifyInstance, access: Access): void {
	api.addHook<{ Params: { tenant: string } }>('onRequest', async ({ headers, params }) => {
		if (!access.tokens.accepts(headers.authorization)) throw unauthenticated();
		if (params.tenant !== access.tenant) throw notFound();
	});
}

/**
 * `POST /auth/exchange` turns the API token into an access token. It stands outside `/api/v2` and answers plain JSON. A wrong token
 * and a wrong tenant get the same 401: Credo AI's recipes read a 401 here as "wrong key or tenant".
 */
export function authenticationRoutes(api: FastifyInstance, access: Access): void {
	api.post('/auth/exchange', async ({ body }, reply) => {
		const { api_token: apiToken, tenant } = read(exchange, body ?? {});
		if (apiToken !== access.apiToken || tenant !== access.tenant) {
			throw unauthenticated('Invalid API token or tenant.');
		}
		reply.type('application/json; charset=utf-8');
		return { access_token: access.tokens.issue(access.userId, tenant) };
	});
}
