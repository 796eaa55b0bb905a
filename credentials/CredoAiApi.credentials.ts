import {
	UserError,
	type IAuthenticate,
	type Icon,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IHttpRequestHelper,
	type INodeProperties,
} from 'n8n-workflow';

import { exchangeToken, keptToken, tokenToKeep } from '../nodes/CredoAi/client/tokenExchange';
import { readFailedRequest } from '../nodes/shared/http/failure';
import { inTime, requestWithRetries } from '../nodes/shared/http/request';
import { readingPolicy, type Attempt } from '../nodes/shared/http/retry';

/** How long an access token may take to come whole, in milliseconds: nothing else would end an answer that trickles in. */
const wholeAnswerMilliseconds = 30_000;

/** Shorter than for reading: nothing that asks for a token can end the wait for it. */
const exchangePolicy = { ...readingPolicy, budgetMilliseconds: 10_000 };

/** Access to one Credo AI tenant. The API token fetches the access token, which n8n keeps. */
export class CredoAiApi implements ICredentialType {
	name = 'credoAiApi';

	displayName = 'Credo AI API';

	icon: Icon = { light: 'file:../icons/credoAi.svg', dark: 'file:../icons/credoAi.dark.svg' };

	documentationUrl = 'https://github.com/credas-credo-ai/n8n-nodes-credas-credo-ai#credo-ai-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.credo.ai',
			required: true,
			hint: 'Change this only if Credo AI runs on a host of your own',
		},
		{
			displayName: 'Tenant',
			name: 'tenant',
			type: 'string',
			default: '',
			required: true,
			hint: 'The name you enter on Credo AI’s login page',
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'Create one in Credo AI under your user name > Settings > Tokens',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Signing Secret',
			name: 'signingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. whsec_…',
			hint: 'Only if Credo AI gave you one: calls must then be signed. An expression that gives an empty text counts as none.',
		},
	];

	/**
	 * Trades the API token for an access token (Credo AI: API authentication). n8n calls this when it holds no
	 * token, and again after an answer 401. The token is kept with the mark of what fetched it. Throws a UserError that says what to do.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<{ accessToken: string }> {
		const exchange = await exchangeToken(credentials, async (request) => {
			const send = async (): Promise<Attempt<unknown>> => {
				try {
					const options = { ...request, json: true, timeout: 15_000, disableFollowRedirect: true };
					return { value: await this.helpers.httpRequest(options) };
				} catch (error) {
					return { failure: readFailedRequest(error) };
				}
			};
			const sendInTime = async () =>
				await inTime(send(), AbortSignal.timeout(wholeAnswerMilliseconds));
			// A token more does no harm.
			const attempt = await requestWithRetries(sendInTime, exchangePolicy);
			return 'value' in attempt ? { statusCode: 200, body: attempt.value } : attempt.failure;
		});
		if ('refusal' in exchange) throw new UserError(exchange.refusal);
		return { accessToken: tokenToKeep(credentials, exchange.accessToken) };
	}

	/**
	 * Sends the access token, unless other values than the credential's present ones fetched it: without a token the answer
	 * is 401, upon which n8n fetches one. A function, because for the declarative form n8n evaluates an expression on every
	 * request.
	 */
	authenticate: IAuthenticate = async (credentials, request) => {
		const token = keptToken(credentials);
		if (token === undefined) return request;
		return { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } };
	};
}
