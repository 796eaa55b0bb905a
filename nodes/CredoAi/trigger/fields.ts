import type { INodeProperties } from 'n8n-workflow';

import { optionsCollection } from '../../shared/node/options';

import { documentedEvents } from './events';

const manual = { registration: ['manual'] };
const byTokenEndpoint = { authentication: ['n8nTokenEndpoint'] };
const byExternalServer = { authentication: ['externalServer'] };

/** The fields of the Credo AI Trigger, in the order of its panel. */
export const triggerFields: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		options: documentedEvents,
		default: [],
	},
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description:
					'Publishing the workflow registers the webhook in Credo AI; unpublishing removes it',
			},
			{
				name: 'Manual',
				value: 'manual',
				description:
					'You have the address registered in Credo AI by hand, e.g. because your tenant has no webhook API',
			},
		],
		default: 'automatic',
		description: 'Who registers the webhook in Credo AI',
	},
	{
		displayName:
			'Have the address of this trigger registered in Credo AI: open Webhook URLs above, choose Production URL, click to copy, and add ?token= and the URL Token below, e.g. https://n8n.example.com/webhook/…/webhook?token=YOUR-TOKEN. Nothing is sent to Credo AI, and every call without the token is refused.',
		name: 'manualNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: manual },
	},
	{
		displayName: 'URL Token',
		name: 'urlToken',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		displayOptions: { show: manual },
		description:
			'A secret of at least 24 letters, digits, hyphens or underscores, chosen at random. Whoever knows it can start this workflow.',
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		options: [
			{
				name: 'External Server',
				value: 'externalServer',
				description:
					'In addition to the URL token, Credo AI sends a token that it fetches from a server of yours',
			},
			{
				name: 'N8n Token Endpoint (Experimental)',
				value: 'n8nTokenEndpoint',
				description:
					'In addition to the URL token, Credo AI sends a short-lived token that it fetches from this trigger',
			},
			{
				name: 'URL Token',
				value: 'urlToken',
				description: 'A random token in the registered URL proves that a call is from Credo AI',
			},
		],
		default: 'urlToken',
		description: 'How a call proves that it is from Credo AI',
	},
	{
		displayName:
			'Credo AI does not document how it fetches the token and sends it along. This follows the common convention (OAuth 2.0 client credentials, bearer token); if calls are refused, use URL Token.',
		name: 'oAuthNotice',
		type: 'notice',
		default: '',
		displayOptions: { hide: { authentication: ['urlToken'] } },
	},
	{
		displayName:
			'Have this registered, too. Authentication server: the second Production URL under Webhook URLs above, which ends in /token (click to copy). Payload: {"grant_type": "client_credentials", "client_secret": "the Client Secret below"}.',
		name: 'manualTokenEndpointNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { ...manual, ...byTokenEndpoint } },
	},
	{
		displayName: 'Client Secret',
		name: 'clientSecret',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		displayOptions: { show: { ...manual, ...byTokenEndpoint } },
		description:
			'A secret of at least 24 letters, digits, hyphens or underscores, chosen at random, other than the URL Token',
	},
	{
		displayName: 'Authentication Server',
		name: 'authenticationServer',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://auth.example.com/token',
		displayOptions: { show: { ...byExternalServer, registration: ['automatic'] } },
		description: 'Full address from which Credo AI fetches the token',
	},
	{
		displayName: 'Authentication Payload',
		name: 'authenticationPayload',
		type: 'json',
		required: true,
		default: '{\n  "client_id": "",\n  "client_secret": ""\n}',
		displayOptions: { show: { ...byExternalServer, registration: ['automatic'] } },
		description: 'What Credo AI sends to that server, passed on as it stands',
	},
	{
		displayName: 'Authentication Payload Type',
		name: 'authenticationPayloadType',
		type: 'options',
		options: [
			{ name: 'Form', value: 'application/x-www-form-urlencoded' },
			{ name: 'JSON', value: 'application/json' },
		],
		default: 'application/json',
		displayOptions: { show: { ...byExternalServer, registration: ['automatic'] } },
		description: 'How Credo AI sends the payload',
	},
	{
		displayName: 'Expected Bearer',
		name: 'expectedBearer',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		displayOptions: { show: byExternalServer },
		description:
			'The token that your server issues, if it is always the same. Calls with another one are refused; leave empty not to check it.',
	},
	optionsCollection([
		{
			displayName: 'Custom Event Names',
			name: 'customEvents',
			type: 'string',
			default: '',
			placeholder: 'e.g. use_case_monetary_value_updated',
			description:
				'Further events, separated by commas. Credo AI has an event for every field of a use case, named use_case_FIELD_updated, even if it is not documented.',
		},
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			description:
				'Description of the webhook in Credo AI. If empty, the names of the workflow and of this node.',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'string',
			default: '',
			placeholder: 'e.g. production',
			description: 'Registered with the webhook and passed on in every item',
		},
		{
			displayName: 'Event Type Prefix',
			name: 'eventTypePrefix',
			type: 'string',
			default: 'CredoAI',
			description:
				'What Credo AI puts before the name of the event in its type. If empty, nothing.',
		},
		{
			displayName: 'Event Type Suffix',
			name: 'eventTypeSuffix',
			type: 'string',
			default: 'v1',
			description: 'What Credo AI puts after the name of the event in its type. If empty, nothing.',
		},
		{
			displayName: 'Ignore Duplicates',
			name: 'ignoreDuplicates',
			type: 'boolean',
			default: true,
			description: 'Whether to ignore a delivery that Credo AI sends again after it was accepted',
		},
		{
			displayName: 'Raw Body',
			name: 'rawBody',
			type: 'boolean',
			default: false,
			description: 'Whether to add the body as it was sent to the item, as text in rawBody',
		},
		{
			displayName: 'Use Case IDs',
			name: 'useCaseIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 64YUaLWSviHgibJaRWr3ZE',
			description:
				'Only events of these use cases start the workflow, separated by commas. Remove this option for all use cases.',
		},
	]),
];
