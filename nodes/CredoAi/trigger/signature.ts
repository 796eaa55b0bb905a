import { createHmac } from 'crypto';

import { equalInConstantTime } from '../../shared/values/constantTime';

/** A call's headers, by their names in lower case. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** How far a delivery's time may be from ours, in seconds either way (Svix: verifying payloads manually). */
const toleranceSeconds = 5 * 60;

/**
 * Reads the signing secrets of the credential: `whsec_` and the key in base64. Several may stand there,
 * separated by blanks or commas, while a secret is being exchanged for a new one.
 */
export function readSigningSecrets(signingSecret: unknown): Buffer[] {
	if (typeof signingSecret !== 'string') return [];
	return signingSecret
		.split(/[\s,]+/)
		.filter(Boolean)
		.map((secret) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64'));
}

const oneValue = (header: string | string[] | undefined) =>
	typeof header === 'string' && header !== '' ? header : undefined;

/**
 * Checks a delivery's signature (Svix: verifying payloads manually): HMAC-SHA256 over id, timestamp and the
 * bytes as received, in a header that may carry several signatures. One that fits any of the secrets is
 * enough. `now` is in milliseconds since 1970.
 */
export function checkSvixSignature(
	headers: Headers,
	rawBody: Buffer,
	secrets: Buffer[],
	now: number,
): boolean {
	const id = oneValue(headers['svix-id']);
	const timestamp = oneValue(headers['svix-timestamp']);
	const signatures = oneValue(headers['svix-signature'])?.split(' ') ?? [];
	if (id === undefined || timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
	if (Math.abs(now / 1000 - Number(timestamp)) > toleranceSeconds) return false;

	return secrets
		.filter(({ length }) => length > 0)
		.some((secret) => {
			const hmac = createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(rawBody);
			const expected = `v1,${hmac.digest('base64')}`;
			return signatures
				.filter(({ length }) => length === expected.length)
				.some((signature) => equalInConstantTime(signature, expected));
		});
}
