import { createHmac } from 'crypto';

import { equalInConstantTime } from '../../shared/values/constantTime';

/** A call's headers, by their names in lower case. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The signing secrets of a credential. */
interface SigningSecrets {
	/** Whether anything was entered, usable or not: if so, only who can sign is let in. */
	isSet: boolean;
	keys: Buffer[];
	/** Whether an entry is no secret of Svix, or so short that its key could be guessed. */
	areSomeUnusable: boolean;
}

/** How short a key may be, in bytes. Svix makes keys of 24 bytes, and allows no longer ones than 64. */
const shortestKey = 16;

/**
 * Reads the signing secrets of the credential: `whsec_` and the key in base64, also with the `v1,` before it under which
 * Standard Webhooks shows it. Several may stand there, separated by blanks or commas, while a secret is being exchanged for
 * a new one. n8n gives an empty text where the field was left empty; where an expression gives nothing, a secret was
 * wanted, and there is none to check by.
 */
export function readSigningSecrets(signingSecret: unknown): SigningSecrets {
	const text = typeof signingSecret === 'string' ? signingSecret.trim() : signingSecret;
	if (text === '') {
		return { isSet: false, keys: [], areSomeUnusable: false };
	}
	const entries = String(text)
		.replace(/(^|[\s,])v1,/g, '$1')
		.split(/[\s,]+/)
		.filter(Boolean);
	const keys = entries.flatMap((entry) => keyIn(entry) ?? []);
	const areSomeUnusable = entries.length === 0 || keys.length < entries.length;
	return { isSet: true, keys, areSomeUnusable };
}

function keyIn(entry: string): Buffer | undefined {
	// A key pair has prefixes of its own, `whsk_` and `whpk_`, and signs in another way.
	const [, prefix = '', base64 = ''] = /^(wh[a-z]+_)?([\w+/-]+={0,2})$/.exec(entry) ?? [];
	if (prefix !== '' && prefix !== 'whsec_') return undefined;
	const key = Buffer.from(base64, 'base64');
	return key.length < shortestKey ? undefined : key;
}

/** How far a delivery's time may be from ours, in seconds either way (Svix: verifying payloads manually). */
const toleranceSeconds = 5 * 60;

/** The beginnings of the header names: Svix' own, and those of Standard Webhooks. */
const prefixes = ['svix', 'webhook'] as const;

const parts = ['id', 'timestamp', 'signature'] as const;

type SignedMessage = Record<(typeof parts)[number], string>;

/**
 * Gives what a call says of its signature, under either set of header names. Undefined where a header is missing, empty or
 * there twice, and where the two sets do not agree: somebody between may look at the other one.
 */
function signedMessageIn(headers: Headers): SignedMessage | undefined {
	const [id, timestamp, signature] = parts.map((part) => onlyValue(headers, part));
	return id && timestamp && signature ? { id, timestamp, signature } : undefined;
}

function onlyValue(headers: Headers, part: string): string | undefined {
	const values = prefixes.map((prefix) => headers[`${prefix}-${part}`]);
	const [value, ...others] = new Set(values.filter((each) => each !== undefined));
	return typeof value === 'string' && others.length === 0 ? value : undefined;
}

/** Gives the id of the message that a call delivers, the same for every retry; undefined where it names none, or two. */
export function messageIdIn(headers: Headers): string | undefined {
	return onlyValue(headers, 'id');
}

/**
 * Checks a delivery's signature (Svix: verifying payloads manually): HMAC-SHA256 over id, timestamp and the
 * bytes as received, in a header that may carry several signatures. One that fits any of the keys is
 * enough. `now` is in milliseconds since 1970.
 */
export function checkSvixSignature(
	headers: Headers,
	rawBody: Buffer,
	keys: readonly Buffer[],
	now: number,
): boolean {
	const message = signedMessageIn(headers);
	if (!message || !/^\d{1,12}$/.test(message.timestamp)) return false;
	if (Math.abs(now / 1000 - Number(message.timestamp)) > toleranceSeconds) return false;

	const signatures = message.signature.split(' ');
	const signed = `${message.id}.${message.timestamp}.`;
	return keys.some((key) => {
		const hmac = createHmac('sha256', key).update(signed).update(rawBody);
		const expected = `v1,${hmac.digest('base64')}`;
		return signatures
			.filter(({ length }) => length === expected.length)
			.some((signature) => equalInConstantTime(signature, expected));
	});
}
