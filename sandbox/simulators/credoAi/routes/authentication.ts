import type { FastifyInstance } from 'fastify';
import type { AccessTokens } from '../api/accessTokens';
import { isRecord } from '../api/attributes';
import { invalid, unauthenticated } from '../api/refusal';

export interface Access {
	readonly tenant: string;
	readonly apiToken: string;
	/** Whose token it is. */
	readonly userId: string;
	readonly tokens: AccessTokens;
}

/**
 * `POST /auth/exchange` turns the API token into an access token. It stands outside `/api/v2` and answers plain JSON. A wrong token
 * and a wrong tenant get the same 401: Credo AI's recipes read a 401 here as "wrong key or tenant".
 */
export function authenticationRoutes(api: FastifyInstance, access: Access): void {
	api.post('/auth/exchange', async ({ body }, reply) => {
		const { api_token: apiToken, tenant } = isRecord(body) ? body : {};
		if (typeof apiToken !== 'string') throw invalid("api_token can't be blank");
		if (typeof tenant !== 'string') throw invalid("tenant can't be blank");
		if (apiToken !== access.apiToken || tenant !== access.tenant) {
			throw unauthenticated('Invalid API token or tenant.');
		}
		reply.type('application/json; charset=utf-8');
		return { access_token: access.tokens.issue(access.userId, tenant) };
	});
}
