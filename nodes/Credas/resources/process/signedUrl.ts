import { createHmac } from 'crypto';

import { equalInConstantTime } from '../../../shared/values/constantTime';
import { asIdentifier, type UnknownRecord } from '../../../shared/values/unknownInput';
import type { Proof } from '../../../shared/webhook/proof';

/** The query parameters that a signed callback URL carries. */
export const signedParameters = { reference: 'reference', signature: 'signature' } as const;

// A secret is pasted into the credential, so blanks around it must not make two different secrets.
const signatureOf = (reference: string, secret: string) =>
	createHmac('sha256', secret.trim()).update(reference, 'utf8').digest('base64url');

/** Gives the secret of a `credasApi` credential by which callback URLs are signed; undefined while it has none. */
export function callbackSecretOf({ callbackSecret }: UnknownRecord): string | undefined {
	return asIdentifier(callbackSecret);
}

/**
 * Adds `reference` and `signature` to a callback URL, in place of any that it has: the signature is
 * base64url(HMAC-SHA256(secret, reference)), so the trigger can check it without having stored anything.
 * The rest of the URL's query is kept. Throws a TypeError when `callbackUrl` is not an absolute URL. Not
 * for `$execution.resumeUrl`, whose own `signature` belongs to n8n.
 */
export function signCallbackUrl(callbackUrl: string, reference: string, secret: string): string {
	const url = new URL(callbackUrl);
	url.searchParams.set(signedParameters.reference, reference);
	url.searchParams.set(signedParameters.signature, signatureOf(reference, secret));
	return url.href;
}

/**
 * Checks the signature that a call's query carries. It proves that the URL was made with our secret for that
 * reference; it names no process, so only the read-back binds the call to one.
 */
export function checkSignature(query: URLSearchParams, secret: string | undefined): Proof {
	if (secret === undefined || secret.trim() === '') return 'notConfigured';

	const [signature, ...moreSignatures] = query.getAll(signedParameters.signature);
	if (signature === undefined) return 'unavailable';

	// Twice the same parameter leaves open which one was meant, so neither counts.
	const [reference, ...moreReferences] = query.getAll(signedParameters.reference);
	if (reference === undefined || moreSignatures.length > 0 || moreReferences.length > 0) {
		return 'failed';
	}
	return equalInConstantTime(signature, signatureOf(reference, secret)) ? 'passed' : 'failed';
}
