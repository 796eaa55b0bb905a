import { createHmac, randomBytes } from 'crypto';

import { equalInConstantTime } from '../../shared/values/constantTime';

/** How long an access token is good for, in seconds: Credo AI may keep it for several deliveries. */
export const accessTokenLifetimeSeconds = 60 * 60;

/** What binds an access token to one trigger node. */
export interface TokenIssuer {
	clientSecret: string;
	workflowId: string;
	nodeId: string;
}

const signatureOf = (payload: string, { clientSecret, workflowId, nodeId }: TokenIssuer) =>
	createHmac('sha256', clientSecret)
		.update(JSON.stringify([payload, workflowId, nodeId]))
		.digest('base64url');

/**
 * Makes an access token, `<expiry>.<nonce>.<signature>`, that is checked without being stored anywhere, so any
 * webhook processor knows it. `now` is in milliseconds since 1970.
 */
export function issueAccessToken(issuer: TokenIssuer, now: number): string {
	const expiry = Math.floor(now / 1000) + accessTokenLifetimeSeconds;
	const payload = `${expiry}.${randomBytes(16).toString('base64url')}`;
	return `${payload}.${signatureOf(payload, issuer)}`;
}

/** Checks that this issuer made the token and that it has not expired. */
export function checkAccessToken(token: string, issuer: TokenIssuer, now: number): boolean {
	const [, payload, expiry, signature] = /^((\d{1,12})\.[\w-]+)\.([\w-]+)$/.exec(token) ?? [];
	if (payload === undefined || signature === undefined) return false;
	return (
		equalInConstantTime(signature, signatureOf(payload, issuer)) && Number(expiry) * 1000 > now
	);
}
