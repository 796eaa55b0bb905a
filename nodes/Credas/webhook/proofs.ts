import type { Proof } from '../../shared/webhook/proof';
import type { RefusalStatus } from '../../shared/webhook/reply';

import type { ReadBack } from './readBack';

/** The proofs that a user can require. */
export type ProofName = 'readBack' | 'signedUrl' | 'header';

/** The proofs that a call brings with it, checked without asking anybody. */
export type CarriedProofs = Record<'signedUrl' | 'header', Proof>;

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

/** What decides when Credas could not confirm a call. */
export interface ReadBackRule {
	carried: CarriedProofs;
	ifUnreachable: 'accept' | 'reject';
}

/**
 * Decides by what Credas says of a call; undefined lets it start the workflow. Where Credas says nothing of use,
 * another proof that passed stands in for it, and `ifUnreachable` counts only when Credas is really away.
 */
export function judgeReadBack(
	readBack: ReadBack,
	{ carried, ifUnreachable }: ReadBackRule,
): Refusal | undefined {
	const isProvedOtherwise = carriedNames.some((name) => carried[name] === 'passed');
	switch (readBack.verdict) {
		case 'confirmed':
			return undefined;
		case 'refuted':
			return { status: 403, reason: `readBack: ${readBack.reason}` };
		case 'gone':
			return isProvedOtherwise
				? undefined
				: { status: 403, reason: 'readBack: a deletion needs another proof' };
		case 'notAsked':
			return isProvedOtherwise ? undefined : { status: 401, reason: 'no proof' };
		case 'unreachable':
			return isProvedOtherwise || ifUnreachable === 'accept'
				? undefined
				: { status: 503, reason: `readBack: Credas cannot be reached (${readBack.reason})` };
		case 'unusable':
			return isProvedOtherwise
				? undefined
				: { status: 503, reason: `readBack: Credas could not say (${readBack.reason})` };
	}
}

const proofByVerdict: Record<ReadBack['verdict'], Proof> = {
	confirmed: 'passed',
	refuted: 'failed',
	gone: 'unavailable',
	unreachable: 'unavailable',
	unusable: 'unavailable',
	notAsked: 'notConfigured',
};

/** What the item says of each proof. */
export function describeProofs(
	readBack: ReadBack,
	{ signedUrl, header }: CarriedProofs,
): Record<ProofName, Proof> {
	return { readBack: proofByVerdict[readBack.verdict], signedUrl, header };
}
