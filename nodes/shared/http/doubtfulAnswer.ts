import type { FailedRequest } from './failure';

/** The network codes of a connection that was never made: nothing was sent. */
const neverSent = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/**
 * Whether a request without a usable answer may have done its work all the same: the connection broke after it was
 * sent, or the answer was a 5xx, which a gateway may give while the service behind it carries on.
 */
export function mayHaveBeenDone({ statusCode, networkCode, reason }: FailedRequest): boolean {
	if (statusCode !== undefined) return statusCode >= 500;
	return reason === undefined && !neverSent.has(networkCode ?? '');
}
