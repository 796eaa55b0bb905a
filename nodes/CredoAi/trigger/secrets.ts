import { randomBytes } from 'crypto';

/** The query parameter of the registered URL that carries the token. */
export const tokenParameter = 'token';

/** Makes a secret of 256 random bits that needs no escaping in a URL (43 characters of base64url). */
export function newSecret(): string {
	return randomBytes(32).toString('base64url');
}

/** Says whether a secret that a person chose is long enough, and needs no escaping in a URL. */
export function isUsableSecret(secret: string | undefined): secret is string {
	return secret !== undefined && /^[A-Za-z0-9_-]{24,}$/.test(secret);
}

/** Gives the URL to register: the webhook's own with the token in its query. */
export function withUrlToken(webhookUrl: string, token: string): string {
	const url = new URL(webhookUrl);
	url.searchParams.set(tokenParameter, token);
	return url.href;
}
