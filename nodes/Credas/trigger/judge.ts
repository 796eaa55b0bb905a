import type { Proof } from '../../shared/webhook/proof';
import { acknowledgement, type Acknowledgement, type Refusal } from '../../shared/webhook/reply';

import type { ReadBack } from './agreement';
import { isAboutProcess, type CredasCallback } from './decode';
import type { CarriedProofs, ProofName } from './prove';

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

/**
 * Decides by whether a signed URL was made for the process that a call is about; undefined lets it go on. Where Credas
 * does not say the journey and the title, the signature proves nothing, which matters only where it is required.
 */
export function judgeBinding(
	signedUrl: Proof,
	callback: CredasCallback,
	requiredProof: ReadonlySet<ProofName>,
): Refusal | undefined {
	if (signedUrl === 'failed') {
		return { status: 401, reason: 'signedUrl is for a process of another journey or title' };
	}
	if (signedUrl === 'passed' || !requiredProof.has('signedUrl')) return undefined;
	return isAboutProcess(callback)
		? { status: 503, reason: 'signedUrl: Credas does not say the journey and title of the process' }
		: { status: 401, reason: 'signedUrl is required, and only process callbacks can bring it' };
}

/**
 * Decides by the journeys that were chosen, where there are any: a process of another one is not selected, and neither is
 * what names no process; undefined lets the call go on. A choice that came out empty selects nothing, which the log says.
 */
export function judgeJourney(
	journeyIds: ReadonlySet<string> | undefined,
	callback: CredasCallback,
	readBack: ReadBack,
): Refusal | Acknowledgement | undefined {
	if (!journeyIds) return undefined;
	if (journeyIds.size === 0) {
		const warning = '“Journey Names or IDs” came out empty, so no process can start the workflow';
		return { ...acknowledgement('Received.'), warning };
	}
	if (callback.processId === undefined) return acknowledgement('Received.');
	const journeyId = 'process' in readBack ? readBack.process?.journeyId : undefined;
	if (journeyId === undefined) {
		return { status: 503, reason: 'Journeys: Credas does not say the journey of the process' };
	}
	return journeyIds.has(journeyId.toLowerCase()) ? undefined : acknowledgement('Received.');
}

/** What decides where Credas did not confirm a call. */
interface ReadBackRule {
	requiredProof: ReadonlySet<ProofName>;
	carried: CarriedProofs;
	ifUnreachable: 'accept' | 'reject';
	/** What the log calls the credential. */
	credential?: string;
}

/**
 * Decides by what Credas says of a call whose carried proofs were accepted; undefined lets it start the workflow. What
 * Credas contradicts is refused in any case, and so is a status that it does not give yet, unless the portal's header
 * covers it. A read-back that is required must pass: only when Credas is really away, the user accepts that and another
 * proof passed does the call start without it. Where it is not required, another proof is, and has passed.
 */
export function judgeReadBack(
	readBack: ReadBack,
	{ requiredProof, carried, ifUnreachable, credential = 'the credential' }: ReadBackRule,
): Refusal | undefined {
	if (readBack.verdict === 'refuted') {
		return { status: 403, reason: `readBack: ${readBack.reason}` };
	}
	if (readBack.verdict === 'unknown')
		return { status: 403, reason: 'readBack: Credas does not know the id' };
	// The portal's header covers the status that a call claims; the signature in its URL does not.
	const isDoubted = readBack.verdict === 'ahead' && carried.header !== 'passed';
	if (!requiredProof.has('readBack') && !isDoubted) return undefined;

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
			return { status: 503, reason: 'readBack: Credas does not say so yet' };
		case 'unreachable':
			return isProvedOtherwise && ifUnreachable === 'accept'
				? undefined
				: { status: 503, reason: `readBack: Credas cannot be reached (${readBack.reason})` };
		case 'unusable':
			return {
				status: 503,
				reason: readBack.isKeyRefused
					? `readBack: Credas does not accept the API Key of ${credential} for this (${readBack.reason}); check the key and the Environment`
					: `readBack: Credas could not say (${readBack.reason})`,
			};
		case 'notAsked':
			return { status: 503, reason: 'readBack: nothing to ask about' };
	}
}
