import {
	UserError,
	type IAuthenticateGeneric,
	type Icon,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestHelper,
	type INodeProperties,
} from 'n8n-workflow';

import { portalOrigin } from '../nodes/Credas/api/portalOrigin';
import { networkReason, readFailedRequest } from '../nodes/shared/failedRequest';

/** Access to one Credas portal, and what proves that a callback comes from it. */
export class CredasApi implements ICredentialType {
	name = 'credasApi';

	displayName = 'Credas API';

	icon: Icon = { light: 'file:../icons/credas.svg', dark: 'file:../icons/credas.dark.svg' };

	documentationUrl =
		'https://partnersupport.credas.com/support/solutions/articles/44002475314-api-authentication-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Live', value: 'live', description: 'portal.credas.com' },
				{ name: 'Demo', value: 'demo', description: 'portal.credasdemo.com' },
				{ name: 'Custom', value: 'custom', description: 'A portal at another address' },
			],
			default: 'live',
			description: 'Live and demo have separate API keys, journeys and actors',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://portal.example.com',
			displayOptions: { show: { environment: ['custom'] } },
			description: 'Address of the portal without a path; the nodes add /api/v2/ci',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The key that the portal issues. It carries the permissions of its user.',
		},
		{
			displayName: 'Callback Secret',
			name: 'callbackSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Signs the callback URLs of processes that n8n creates, so that the Credas Trigger can tell them from others. Any long random text; use the same credential in the trigger.',
		},
		{
			displayName: 'Webhook Header Name',
			name: 'webhookHeaderName',
			type: 'string',
			default: '',
			placeholder: 'e.g. webhookAuth',
			description:
				'Name of the fixed header that Credas sends with every callback of your portal, if Credas has set one up for you. The name has no hyphens.',
		},
		{
			displayName: 'Webhook Header Value',
			name: 'webhookHeaderValue',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Value of that header',
		},
		{
			displayName: 'Reachability',
			name: 'reachability',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: 'unknown',
		},
	];

	/**
	 * Says in words when no Credas portal answers at the address; n8n's own test would show a bare network
	 * code. Its result is never stored: n8n calls this for a credential test and after an answer 401 only.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const origin = portalOrigin(credentials);
		if (!origin) {
			throw new UserError(
				'Base URL is not an address. Enter the portal as in https://portal.example.com, without a path.',
			);
		}
		const unreachable = await this.helpers
			.httpRequest({ baseURL: origin, url: '/', returnFullResponse: true, timeout: 15_000 })
			.then(() => undefined)
			.catch((error: unknown) => readFailedRequest(error).networkCode);
		if (unreachable) {
			throw new UserError(
				`There is no answer from ${origin}: ${networkReason(unreachable)}. Check Environment and Base URL, and that n8n may reach the host.`,
			);
		}
		return {};
	}

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'X-API-KEY': '={{$credentials.apiKey}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ ({ live: "https://portal.credas.com", demo: "https://portal.credasdemo.com" })[$credentials.environment] || $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '/api/v2/ci/journeys',
			disableFollowRedirect: true,
		},
		rules: [
			...[401, 403].map((value) => ({
				type: 'responseCode' as const,
				properties: {
					value,
					message: `Credas did not accept the API Key (answer ${value}). Check the key, and that Environment is the one it was issued for: live and demo have separate keys.`,
				},
			})),
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'There is no Credas API at this address (answer 404). Check Environment and Base URL; Base URL is the address of the portal without a path.',
				},
			},
		],
	};
}
