import { createHmac } from 'crypto';

import { equalInConstantTime } from '../../../shared/values/constantTime';
import { asIdentifier, isGuid, type UnknownRecord } from '../../../shared/values/unknownInput';
import type { Proof } from '../../../shared/webhook/proof';

/** The query parameters that signing adds. Nobody uses these names by chance, so all others stay the user's. */
export const signingParameters = {
	reference: 'n8n-credas-reference',
	signature: 'n8n-credas-signature',
} as const;

/** The fewest bytes of a secret: a word of a pass phrase, which blanks would make a secret of its own, is no secret. */
const fewestBytes = 8;

/** More would only cost time at every call. */
const mostSecrets = 10;

/** The secrets by which callback URLs are signed. */
export interface CallbackSecrets {
	/** Those that can be used: the first signs, all are accepted. */
	usable: string[];
	/** Whether there are others, too short to be used. */
	areSomeTooShort: boolean;
}

/** Reads the callback secrets of a `credasApi` credential, which blanks or lines separate. */
export function callbackSecretsOf({ callbackSecret }: UnknownRecord): CallbackSecrets {
	const given = (asIdentifier(callbackSecret) ?? '').split(/\s+/).filter((secret) => secret !== '');
	const usable = given.filter((secret) => Buffer.byteLength(secret) >= fewestBytes);
	return {
		usable: usable.slice(0, mostSecrets),
		areSomeTooShort: usable.length < given.length,
	};
}

/** What is known of a process before Credas has given it an id. */
interface SignedProcess {
	journeyId?: string;
	title?: string;
}

/** What a callback URL is signed for. */
export interface SigningOrder extends Required<SignedProcess> {
	reference: string;
}

/**
 * Signs a callback URL: adds the reference, and a signature over the trigger's webhook id, every parameter, and the
 * journey and the title of the process, so that the trigger can check it without having stored anything. Throws a
 * TypeError when `callbackUrl` is not an absolute URL. Not for `$execution.resumeUrl`, whose token belongs to n8n.
 */
export function signCallbackUrl(
	callbackUrl: string,
	{ reference, ...process }: SigningOrder,
	secret: string,
): string {
	const url = new URL(callbackUrl);
	url.searchParams.delete(signingParameters.signature);
	url.searchParams.set(signingParameters.reference, reference);
	const mark = markOf(process, secret);
	const parameters = parametersToSign(url.searchParams);
	const signature = signatureOf({ webhookId: webhookIdIn(url), parameters, mark }, secret);
	url.searchParams.set(signingParameters.signature, `${mark}.${signature}`);
	return url.href;
}

/** What the signature in a call's URL says. */
export interface SignatureCheck {
	proof: Proof;
	/** What Create was given as the reference; there where the signature passed. */
	reference?: string;
	/**
	 * Whether the URL was signed for a process of this journey and title: `passed`, `failed`, or `unavailable` where
	 * Credas does not say both.
	 */
	proveProcess: (process: SignedProcess) => Proof;
}

/**
 * Checks the signature in a call's URL, in constant time for each secret. It proves that the URL was signed for the
 * trigger with this webhook id, and that none of its parameters was changed, added or taken out.
 */
export function checkSignature(
	query: URLSearchParams,
	webhookId: string | undefined,
	{ usable }: CallbackSecrets,
): SignatureCheck {
	const [signature, ...moreSignatures] = query.getAll(signingParameters.signature);
	const [reference, ...moreReferences] = query.getAll(signingParameters.reference);
	if (usable.length === 0) return unproved('notConfigured');
	if (signature === undefined && reference === undefined) return unproved('unavailable');

	// Twice the same parameter leaves open which one was meant, so neither counts.
	const areDoubled = moreSignatures.length > 0 || moreReferences.length > 0;
	if (signature === undefined || reference === undefined || areDoubled) return unproved('failed');

	const [mark = ''] = signature.split('.');
	// An address that is not a trigger's, such as that of a relay, is signed without an id.
	const webhookIds = [webhookId?.toLowerCase() ?? '', ''];
	const parameters = parametersToSign(query);
	const isSignedBy = (secret: string) =>
		webhookIds
			.map((id) => `${mark}.${signatureOf({ webhookId: id, parameters, mark }, secret)}`)
			.map((expected) => equalInConstantTime(signature, expected))
			.includes(true);
	const [secret] = usable.filter(isSignedBy);
	if (secret === undefined) return unproved('failed');
	return { proof: 'passed', reference, proveProcess: (process) => compare(process, mark, secret) };
}

const unproved = (proof: Proof): SignatureCheck => ({ proof, proveProcess: () => proof });

function compare({ journeyId, title }: SignedProcess, mark: string, secret: string): Proof {
	if (journeyId === undefined || title === undefined) return 'unavailable';
	return equalInConstantTime(mark, markOf({ journeyId, title }, secret)) ? 'passed' : 'failed';
}

const hmac = (secret: string, parts: unknown[]) =>
	createHmac('sha256', secret).update(JSON.stringify(parts), 'utf8').digest('base64url');

/** A short keyed hash, since it travels in the URL and a title often holds a name. */
const markOf = ({ journeyId, title }: Required<SignedProcess>, secret: string) =>
	hmac(secret, ['process', journeyId.trim().toLowerCase(), asStored(title)]).slice(0, 16);

// A portal may tidy up what it stores.
const asStored = (title: string) => title.normalize('NFC').replace(/\s+/g, ' ').trim();

interface Signed {
	webhookId: string;
	parameters: string;
	mark: string;
}

function signatureOf({ webhookId, parameters, mark }: Signed, secret: string): string {
	return hmac(secret, ['callback', webhookId, mark, parameters]);
}

function parametersToSign(query: URLSearchParams): string {
	const parameters = [...query]
		.filter(([name]) => name !== signingParameters.signature)
		// Repeated ones keep their order, since sorting is stable.
		.sort(([one], [other]) => (one < other ? -1 : Number(one > other)));
	return JSON.stringify(parameters);
}

/** An id that stands in an address as it is. */
const plainId = /^[\w.~-]+$/;

/**
 * The webhook id in the address of a trigger, `…/webhook/<id>/webhook`. One that n8n's editor made, a UUID, is one whatever a
 * proxy has put before it. Any other counts only in n8n's own path, since the address of a relay may end alike.
 */
function webhookIdIn({ pathname }: URL): string {
	const [last, id = '', endpoint] = pathname.split('/').filter(Boolean).reverse();
	const isTriggers = isGuid(id) || (endpoint === 'webhook' && plainId.test(id));
	return last === 'webhook' && isTriggers ? id.toLowerCase() : '';
}
