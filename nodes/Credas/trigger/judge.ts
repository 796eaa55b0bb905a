import type { Proof } from '../../shared/webhook/proof';
import type { RefusalStatus } from '../../shared/webhook/reply';

import type { CarriedProofs, ProofName } from './prove';
import type { ReadBack } from './readBack';

/** Why a call is turned away: the status that the caller gets, and a word for the log. */
export interface Refusal {
	status: RefusalStatus;
	reason: string;
}

const carriedNames = ['signedUrl', 'header'] as const;

/** What the log says of a required proof that did not pass. */
const missingReasons: Record<Exclude<Proof, 'passed'>, string> = {
	failed: 'is wrong',
	unavailable: 'is required and missing',
	notConfigured: 'is required and not set up in the credential',
};

/**
 * Decides by what a call brings with it; undefined lets it go on. Whatever was sent must be right, required or
 * not: a wrong secret is a guess. What was not sent is refused only where it is required.
 */
export function judgeCarriedProofs(
	carried: CarriedProofs,
	requiredProof: ReadonlySet<ProofName>,
): Refusal | undefined {
	for (const name of carriedNames) {
		const proof = carried[name];
		const isRefused = proof === 'failed' || (proof !== 'passed' && requiredProof.has(name));
		if (isRefused) return { status: 401, reason: `${name} ${missingReasons[proof]}` };
	}
	return undefined;
}

/** What decides where Credas did not confirm a call. */
export interface ReadBackRule {
	requiredProof: ReadonlySet<ProofName>;
	carried: CarriedProofs;
	ifUnreachable: 'accept' | 'reject';
}

/**
 * Decides by what Credas says of a call whose carried proofs were accepted; undefined lets it start the workflow. What
 * Credas contradicts is refused in any case. A read-back that is required must pass: only when Credas is really away,
 * the user accepts that and another proof passed does the call start without it. Where it is not required, another
 * proof is, and has passed.
 */
export function judgeReadBack(
	readBack: ReadBack,
	{ requiredProof, carried, ifUnreachable }: ReadBackRule,
): Refusal | undefined {
	if (readBack.verdict === 'refuted') {
		return { status: 403, reason: `readBack: ${readBack.reason}` };
	}
	if (readBack.verdict === 'unknown')
		return { status: 403, reason: 'readBack: Credas does not know the id' };
	if (!requiredProof.has('readBack')) return undefined;

	const isProvedOtherwise = carriedNames.some((name) => carried[name] === 'passed');
	switch (readBack.verdict) {
		case 'confirmed':
			return undefined;
		case 'gone':
			return {
				status: 403,
				reason: 'readBack: Credas does not know the id, which does not prove a deletion',
			};
		case 'ahead':
			return { status: 503, reason: 'readBack: the process has not ended like this yet' };
		case 'unreachable':
			return isProvedOtherwise && ifUnreachable === 'accept'
				? undefined
				: { status: 503, reason: `readBack: Credas cannot be reached (${readBack.reason})` };
		case 'unusable':
			return { status: 503, reason: `readBack: Credas could not say (${readBack.reason})` };
		case 'notAsked':
			return { status: 503, reason: 'readBack: nothing to ask about' };
	}
}
