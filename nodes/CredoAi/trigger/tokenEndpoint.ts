import { createHmac, randomBytes } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { equalInConstantTime } from '../../shared/values/constantTime';
import { asRecord, asText } from '../../shared/values/unknownInput';
import { readCallBody, type CallBody } from '../../shared/webhook/call';
import type { Acknowledgement, Refusal } from '../../shared/webhook/reply';

import type { TriggerSettings } from './settings';

/** How long an access token is good for, in seconds: Credo AI may keep it for several deliveries. */
export const accessTokenLifetimeSeconds = 60 * 60;

/** What binds an access token to one trigger node. */
export interface TokenIssuer {
	clientSecret: string;
	workflowId: string;
	nodeId: string;
}

const signatureOf = (payload: string, { clientSecret, workflowId, nodeId }: TokenIssuer) =>
	createHmac('sha256', clientSecret)
		.update(JSON.stringify([payload, workflowId, nodeId]))
		.digest('base64url');

/**
 * Makes an access token, `<expiry>.<nonce>.<signature>`, that is checked without being stored anywhere, so any
 * webhook processor knows it. `now` is in milliseconds since 1970.
 */
export function issueAccessToken(issuer: TokenIssuer, now: number): string {
	const expiry = Math.floor(now / 1000) + accessTokenLifetimeSeconds;
	const payload = `${expiry}.${randomBytes(16).toString('base64url')}`;
	return `${payload}.${signatureOf(payload, issuer)}`;
}

/** Checks that this issuer made the token and that it has not expired. */
export function checkAccessToken(token: string, issuer: TokenIssuer, now: number): boolean {
	const [, payload, expiry, signature] = /^((\d{1,12})\.[\w-]+)\.([\w-]+)$/.exec(token) ?? [];
	if (payload === undefined || signature === undefined) return false;
	return (
		equalInConstantTime(signature, signatureOf(payload, issuer)) && Number(expiry) * 1000 > now
	);
}

/** Names what binds this node's access tokens to it. */
export function tokenIssuer(context: IWebhookFunctions, clientSecret: string): TokenIssuer {
	return {
		clientSecret,
		workflowId: String(context.getWorkflow().id),
		nodeId: context.getNode().id,
	};
}

/**
 * Answers a call to the path `token`: an access token for whoever knows the client secret. Credo AI does not
 * document how it asks, so HTTP Basic, JSON, JSON:API and form bodies are taken, and the answer is that of RFC 6749, 4.4.
 */
export async function answerTokenRequest(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	clientSecret: string | undefined,
): Promise<Refusal | Acknowledgement> {
	if (settings.authentication.method !== 'n8nTokenEndpoint') {
		return { status: 403, reason: 'the token endpoint is not in use' };
	}
	if (clientSecret === undefined) return { status: 401, reason: 'the client secret is not known' };
	const { authorization, 'content-type': contentType } = context.getHeaderData();
	const inHeader = basicPasswordIn(authorization);
	const readSecrets = secretReaderOf(contentType);
	if (!readSecrets && inHeader === undefined) {
		return { status: 415, reason: 'the token request is neither JSON nor a form' };
	}
	const body = await readCallBody(context);
	if (body === 'tooLarge') return { status: 413, reason: 'the body is too large' };
	const received = [inHeader ?? [], readSecrets?.(body) ?? []].flat();
	const isKnown = received.map((each) => equalInConstantTime(asText(each) ?? '', clientSecret));
	if (isKnown.length === 0 || isKnown.includes(false)) {
		return { status: 401, reason: 'the client secret is missing or wrong' };
	}
	const token = issueAccessToken(tokenIssuer(context, clientSecret), Date.now());
	return {
		isSecret: true,
		content: {
			access_token: token,
			token_type: 'Bearer',
			expires_in: accessTokenLifetimeSeconds,
		},
	};
}

/** Gives the secrets in a body: none, one or, where somebody tries, several. */
type SecretReader = (body: CallBody) => unknown[];

const readForm: SecretReader = ({ raw }) =>
	new URLSearchParams(raw.toString('utf8')).getAll('client_secret');

const readJson: SecretReader = ({ json }) => {
	const attributes = asRecord(asRecord(json?.data)?.attributes);
	return [json?.client_secret, attributes?.client_secret].filter((each) => each !== undefined);
};

function secretReaderOf(contentType: string | undefined): SecretReader | undefined {
	const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
	if (type === 'application/x-www-form-urlencoded') return readForm;
	return /^application\/([\w.-]+\+)?json$/.test(type) ? readJson : undefined;
}

/** Gives the password of HTTP Basic, which RFC 6749, 2.3.1 has carry the client secret. */
function basicPasswordIn(authorization: unknown): string | undefined {
	const [, encoded] = /^Basic +([\w+/=-]+)$/i.exec(asText(authorization) ?? '') ?? [];
	if (encoded === undefined) return undefined;
	const pair = Buffer.from(encoded, 'base64').toString('utf8');
	return pair.slice(pair.indexOf(':') + 1);
}
