import type { IAuthenticate, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

// Credas sets the header up for a whole portal (Credas: Custom webhook headers).
const portalHeaderFields: INodeProperties[] = [
	{
		displayName: 'Webhook Header Name',
		name: 'webhookHeaderName',
		type: 'string',
		default: '',
		placeholder: 'e.g. webhookAuth',
		hint: 'Optional: the fixed header that Credas sends with every callback, if it has set one up. No hyphens in its name.',
	},
	{
		displayName: 'Webhook Header Value',
		name: 'webhookHeaderValue',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		hint: 'Optional: the value of that header',
	},
];

/** Access to one Credas portal, and what proves that a callback comes from it. */
export class CredasApi implements ICredentialType {
	name = 'credasApi';

	displayName = 'Credas API';

	icon: Icon = { light: 'file:../icons/credas.svg', dark: 'file:../icons/credas.dark.svg' };

	documentationUrl = 'https://github.com/credas-credo-ai/n8n-nodes-credas-credo-ai#credas-api';

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
			hint: 'Live and Demo have separate API keys, journeys and actors',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://portal.example.com',
			displayOptions: { show: { environment: ['custom'] } },
			hint: 'The address of the portal without a path; the nodes add /api/v2/ci',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'Issued in the portal. The key has the permissions of its user.',
		},
		{
			displayName: 'Callback Secret',
			name: 'callbackSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Optional: a long random text; it signs callback URLs. To replace it, enter the new one, a blank and the old one.',
		},
		...portalHeaderFields,
	];

	// A function, because in the declarative form n8n evaluates an expression on every request.
	authenticate: IAuthenticate = async ({ apiKey }, request) => ({
		...request,
		headers: { ...request.headers, 'X-API-KEY': apiKey },
	});
}
