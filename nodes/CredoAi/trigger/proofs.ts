import type { IWebhookFunctions } from 'n8n-workflow';

import type { Proof } from '../../shared/webhook/proof';

import { checkAccessToken } from './accessToken';
import { bearerOf, checkExpectedBearer } from './bearer';
import type { ExpectedSecrets } from './expectedSecrets';
import type { TriggerSettings } from './settings';
import { checkSvixSignature, readSigningSecrets } from './svixSignature';
import { tokenIssuer } from './tokenEndpoint';
import { checkUrlToken } from './urlToken';

/** Checks the token in the URL of a call, which is always there. */
export function proveUrlToken(context: IWebhookFunctions, { urlToken }: ExpectedSecrets): Proof {
	if (urlToken === undefined) return 'unavailable';
	return checkUrlToken(context.getQueryData(), urlToken) ? 'passed' : 'failed';
}

/** Checks the bearer of a call, where the authentication brings one that can be checked. */
export function proveBearer(
	context: IWebhookFunctions,
	{ authentication }: TriggerSettings,
	{ clientSecret }: ExpectedSecrets,
): Proof {
	const { authorization } = context.getHeaderData();
	if (authentication.method === 'urlToken') return 'notConfigured';
	if (authentication.method === 'externalServer') {
		const { expectedBearer } = authentication;
		if (expectedBearer === undefined) return 'notConfigured';
		return checkExpectedBearer(authorization, expectedBearer) ? 'passed' : 'failed';
	}
	if (clientSecret === undefined) return 'unavailable';
	const token = bearerOf(authorization) ?? '';
	const isOurs = checkAccessToken(token, tokenIssuer(context, clientSecret), Date.now());
	return isOurs ? 'passed' : 'failed';
}

/** Checks the Svix signature of a call, where the credential holds a signing secret. */
export function proveSignature(
	context: IWebhookFunctions,
	rawBody: Buffer,
	signingSecret: unknown,
): Proof {
	const secrets = readSigningSecrets(signingSecret);
	if (secrets.length === 0) return 'notConfigured';
	const isGenuine = checkSvixSignature(context.getHeaderData(), rawBody, secrets, Date.now());
	return isGenuine ? 'passed' : 'failed';
}
