import { equalInConstantTime } from '../../shared/values/constantTime';
import { asIdentifier, asRecord, type UnknownRecord } from '../../shared/values/unknownInput';
import type { Proof } from '../../shared/webhook/proof';
import {
	callbackSecretsOf,
	checkSignature,
	type CallbackSecrets,
	type SignatureCheck,
} from '../resources/process/signedUrl';

import type { ReadBack } from './agreement';
import { isAboutProcess, type CredasCallback } from './decode';

/** The proofs that a user can require. */
export type ProofName = 'readBack' | 'signedUrl' | 'header';

/** The proofs that a call brings with it, checked without asking anybody. */
export type CarriedProofs = Record<'signedUrl' | 'header', Proof>;

/** The fixed header that Credas sends with every callback of a portal (Credas: Custom webhook headers). */
interface PortalHeader {
	name: string;
	value: string;
}

/** What the credential holds to tell Credas' calls from others. */
export interface CallSecrets {
	/** They sign callback URLs. */
	callback: CallbackSecrets;
	/** Set only when both its name and its value are. */
	header?: PortalHeader;
}

/** Picks from a `credasApi` credential what proves a call. */
export function callSecretsOf(credential: unknown): CallSecrets {
	const fields = asRecord(credential) ?? {};
	return { header: portalHeaderOf(fields), callback: callbackSecretsOf(fields) };
}

function portalHeaderOf(credential: UnknownRecord): PortalHeader | undefined {
	const name = asIdentifier(credential.webhookHeaderName);
	const value = asIdentifier(credential.webhookHeaderValue);
	return name !== undefined && value !== undefined ? { name, value } : undefined;
}

/** The headers of a call as Node gives them: names in lower case. */
type Headers = Readonly<Record<string, unknown>>;

/** Checks that a call brought the portal's header, whatever the casing of its name. */
export function checkPortalHeader(headers: Headers, expected: PortalHeader | undefined): Proof {
	if (!expected) return 'notConfigured';

	const name = expected.name.toLowerCase();
	const received = Object.hasOwn(headers, name) ? headers[name] : undefined;
	if (received === undefined) return 'unavailable';
	return typeof received === 'string' && equalInConstantTime(received, expected.value)
		? 'passed'
		: 'failed';
}

/** A call's address and headers. */
interface CallToProve {
	query: URLSearchParams;
	headers: Headers;
	/** The id in the trigger's own address. */
	webhookId?: string;
}

/** Checks what a call brings with it: the signature in its URL, and the portal's header. */
export function proveCarried(
	{ query, headers, webhookId }: CallToProve,
	{ callback, header }: CallSecrets,
): { signature: SignatureCheck; carried: CarriedProofs } {
	const signature = checkSignature(query, webhookId, callback);
	return {
		signature,
		carried: { signedUrl: signature.proof, header: checkPortalHeader(headers, header) },
	};
}

/** What a signature says of the process that a call is about, once Credas was asked. It covers nothing else. */
export function proveBinding(
	signature: SignatureCheck,
	callback: CredasCallback,
	readBack: ReadBack,
): Proof {
	if (signature.proof !== 'passed') return signature.proof;
	if (!isAboutProcess(callback)) return 'unavailable';
	const process = 'process' in readBack ? readBack.process : undefined;
	return process ? signature.proveProcess(process) : 'passed';
}

const proofByVerdict: Record<ReadBack['verdict'], Proof> = {
	confirmed: 'passed',
	refuted: 'failed',
	unknown: 'failed',
	gone: 'unavailable',
	ahead: 'unavailable',
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
