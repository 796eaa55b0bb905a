import { equalInConstantTime } from '../../shared/values/constantTime';
import type { Proof } from '../../shared/webhook/proof';

import { tokenParameter, type Authentication } from './settings';
import { checkSvixSignature, readSigningSecrets, type Headers } from './signature';
import { checkAccessToken, type TokenIssuer } from './tokenEndpoint';

/** What a delivery of Credo AI can prove itself by. */
export type DeliveryProofs = Record<'urlToken' | 'bearer' | 'signature', Proof>;

/** Checks the token in the URL of a call, in constant time; given twice it counts as none. */
export function proveUrlToken(query: object, expected: string | undefined): Proof {
	if (expected === undefined) return 'unavailable';
	const received: unknown = new Map(Object.entries(query)).get(tokenParameter);
	return says(typeof received === 'string' && equalInConstantTime(received, expected));
}

/** Checks the bearer of a call, where the authentication brings one that can be checked. */
export function proveBearer(
	authorization: unknown,
	authentication: Authentication,
	{ issuer, now }: { issuer: TokenIssuer | undefined; now: number },
): Proof {
	const received = bearerOf(authorization);
	switch (authentication.method) {
		case 'urlToken':
			return 'notConfigured';
		case 'unknown':
			return 'unavailable';
		case 'externalServer': {
			const { expectedBearer } = authentication;
			if (expectedBearer === undefined) return 'notConfigured';
			// It may be entered with or without the word Bearer.
			const expected = bearerOf(expectedBearer) ?? expectedBearer;
			return says(received !== undefined && equalInConstantTime(received, expected));
		}
		case 'n8nTokenEndpoint':
			if (issuer === undefined) return 'unavailable';
			return says(received !== undefined && checkAccessToken(received, issuer, now));
	}
}

/** Checks the Svix signature of a call, where the credential holds a signing secret. */
export function proveSignature(
	call: { headers: Headers; rawBody: Buffer },
	signingSecret: unknown,
	now: number,
): Proof {
	const secrets = readSigningSecrets(signingSecret);
	if (!secrets.isSet) return 'notConfigured';
	return says(checkSvixSignature(call.headers, call.rawBody, secrets.keys, now));
}

const says = (isGenuine: boolean): Proof => (isGenuine ? 'passed' : 'failed');

const bearer = /^Bearer +(\S+)$/i;

/** Gives the token of an `Authorization: Bearer …` header. */
function bearerOf(authorization: unknown): string | undefined {
	return typeof authorization === 'string' ? bearer.exec(authorization.trim())?.[1] : undefined;
}
