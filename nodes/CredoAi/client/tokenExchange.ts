import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { networkReason, type FailedRequest } from '../../shared/http/failure';
import type { Probe } from '../../shared/http/probe';
import { addressForKeys } from '../../shared/http/serviceAddress';
import { asRecord, asText } from '../../shared/values/unknownInput';

import { serviceOrigin } from './origin';

/** What came back: an answer of any status, or the network's code where there was none. */
type ExchangeAnswer = Pick<FailedRequest, 'statusCode' | 'networkCode' | 'body'>;

/** The access token and the address it is good for, or what to tell the user. */
type Exchange = { accessToken: string; origin: string } | { refusal: string };

/**
 * Trades the API token of a credential for an access token (Credo AI: API authentication). `send` posts the one
 * request as JSON and throws for no answer. Where there is no token, gives the reason and what to do.
 */
export async function exchangeToken(
	credential: ICredentialDataDecryptedObject | undefined,
	send: (request: Probe) => Promise<ExchangeAnswer>,
): Promise<Exchange> {
	const origin = serviceOrigin(credential);
	if (!origin) {
		return {
			refusal: `Base URL is not ${addressForKeys}. It reads https://api.credo.ai unless Credo AI runs on a host of your own.`,
		};
	}
	const answer = await send({
		method: 'POST',
		url: `${origin}/auth/exchange`,
		headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
		body: { api_token: asText(credential?.apiToken), tenant: asText(credential?.tenant) },
	});
	const isSuccess = answer.statusCode !== undefined && answer.statusCode < 300;
	const accessToken = isSuccess ? asText(asRecord(answer.body)?.access_token) : undefined;
	return accessToken ? { accessToken, origin } : { refusal: exchangeRefusal(answer, origin) };
}

/**
 * Says why no access token could be had and what to do. A wrong API token and a wrong tenant both answer 401
 * (Credo AI: recipes); the exact answers are not documented, so the text names both.
 */
export function exchangeRefusal(
	{ statusCode, networkCode }: ExchangeAnswer,
	origin: string,
): string {
	if (statusCode === undefined) {
		return `There was no answer from ${origin}: ${networkReason(networkCode)}. Check Base URL, and that n8n can reach the host.`;
	}
	if (statusCode >= 500 || statusCode === 429) {
		return `Credo AI could not issue an access token at the moment (answer ${statusCode}). Try again later.`;
	}
	if (statusCode < 400) {
		return `${origin} answered without an access token. Check that Base URL is the address of Credo AI.`;
	}
	if (statusCode === 404) {
		return `Credo AI at ${origin} does not know this tenant or address (answer ${statusCode}). Check Tenant, which is the name on the login page, and Base URL.`;
	}
	return `Credo AI did not accept the API Token for this tenant (answer ${statusCode}). Check API Token and Tenant; a token is made under your user name > Settings > Tokens and belongs to one tenant.`;
}

/**
 * Names the values of a credential that an access token comes from: whoever changes one of them must not go on acting as
 * the user of the old token, which n8n keeps with the credential.
 */
export function fingerprintOf(credential: ICredentialDataDecryptedObject): string {
	const source = [
		serviceOrigin(credential),
		asText(credential.tenant),
		asText(credential.apiToken),
	];
	return createHash('sha256').update(JSON.stringify(source)).digest('hex').slice(0, 32);
}

/** Gives an access token as the credential keeps it: marked with what fetched it. */
export function tokenToKeep(
	credential: ICredentialDataDecryptedObject,
	accessToken: string,
): string {
	return `${fingerprintOf(credential)} ${accessToken}`;
}

/** Gives the access token that a credential keeps; undefined when there is none, or when other values fetched it. */
export function keptToken(credential: ICredentialDataDecryptedObject): string | undefined {
	const [fingerprint, token] = (asText(credential.accessToken) ?? '').split(' ');
	return fingerprint === fingerprintOf(credential) ? token : undefined;
}

/** Access tokens that one execution has seen, so that items of several tenants do not fetch theirs again and again. */
export class SeenTokens {
	private readonly kept = new Map<string, string>();

	/** Gives a credential the token to send, empty where one must be fetched, which n8n does then. */
	fill(credential: ICredentialDataDecryptedObject): string {
		const kept = keptToken(credential) === undefined ? '' : String(credential.accessToken);
		const token = this.kept.get(fingerprintOf(credential)) ?? kept;
		credential.accessToken = token;
		return token;
	}

	/** Notes the token that a credential holds now. */
	note(credential: ICredentialDataDecryptedObject): void {
		if (keptToken(credential) === undefined) return;
		this.kept.set(fingerprintOf(credential), String(credential.accessToken));
	}
}
