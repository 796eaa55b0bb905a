import type { Proof } from '../../shared/webhook/proof';
import type { Refusal } from '../../shared/webhook/reply';

import type { DeliveryProofs } from './prove';

/** What the log says of a proof that did not pass, in the order in which the proofs are judged. */
const reasons: ReadonlyArray<[proof: keyof DeliveryProofs, reason: string]> = [
	['urlToken', 'the token in the URL is missing or wrong'],
	['bearer', 'the bearer is missing, expired or wrong'],
	['signature', 'the Svix signature is missing or wrong'],
];

/**
 * Decides by the proofs that are known so far; undefined lets the call go on. Every proof that is set up must pass, and
 * one that n8n cannot check, since it does not know its own secret, lets nobody in.
 */
export function judge(proofs: Partial<DeliveryProofs>): Refusal | undefined {
	const refused = reasons.find(([name]) => !mayPass(proofs[name]));
	return refused && { status: 401, reason: refused[1] };
}

const mayPass = (proof: Proof | undefined) =>
	proof === undefined || proof === 'passed' || proof === 'notConfigured';
