import type { FastifyInstance } from 'fastify';
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';

import { read, text } from './body';
import { notFound, unauthenticated } from './refusal';

/** Hands out access tokens that look like JSON Web Tokens; when they end, only the service knows. */
export class AccessTokens {
	private readonly endsAt = new Map<string, number>();
	private readonly key = randomBytes(32);
	private handedOut = 0;

	constructor(private readonly lifetimeSeconds: number) {}

	/** How many tokens were handed out. */
	get exchanges(): number {
		return this.handedOut;
	}

	issue(userId: string, tenant: string): string {
		const issuedAt = Math.floor(Date.now() / 1000);
		const payload = { iss: 'credo-ai', sub: userId, tenant, iat: issuedAt, jti: randomUUID() };
		const content = [{ alg: 'HS256', typ: 'JWT' }, payload].map(encode).join('.');
		const token = `${content}.${createHmac('sha256', this.key).update(content).digest('base64url')}`;
		this.endsAt.set(token, Date.now() + this.lifetimeSeconds * 1000);
		this.handedOut += 1;
		return token;
	}

	/** Whether an `Authorization` header holds a token that still counts. */
	accepts(authorization: string | undefined): boolean {
		const [, token = ''] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
		return (this.endsAt.get(token) ?? 0) > Date.now();
	}

	/** Ends every token handed out so far. */
	expireAll(): void {
		this.endsAt.clear();
	}
}

function encode(part: object): string {
	return Buffer.from(JSON.stringify(part)).toString('base64url');
}

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

/** `POST /auth/exchange`: plain JSON, no JSON:API document. */
export const exchange = z.object({ api_token: text, tenant: text });
