import { NodeOperationError, type IDataObject, type IHookFunctions } from 'n8n-workflow';

import { asRecord, parseJson } from '../../../shared/values/unknownInput';
import type { WebhookAttributes } from '../../api/webhooks';
import type { Authentication, TriggerSettings } from '../settings';
import { withUrlToken } from '../urlToken';

import type { RegistrationSecrets } from './memory';

type AuthenticationAttributes = Pick<
	WebhookAttributes,
	| 'authentication_method'
	| 'authentication_payload'
	| 'authentication_payload_type'
	| 'authentication_server'
>;

const jsonMediaType = 'application/json';

const noAuthentication: AuthenticationAttributes = {
	authentication_method: 'none',
	authentication_payload: {},
	authentication_payload_type: null,
	authentication_server: null,
};

/** What an `o_auth` registration sends to this node's token endpoint. */
function tokenEndpointPayload(clientId: string, clientSecret: string): IDataObject {
	return { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
}

function authenticationAttributes(
	context: IHookFunctions,
	authentication: Authentication,
	{ clientSecret }: RegistrationSecrets,
): AuthenticationAttributes {
	if (authentication.method === 'urlToken') return noAuthentication;
	if (authentication.method === 'n8nTokenEndpoint') {
		return {
			authentication_method: 'o_auth',
			authentication_payload: tokenEndpointPayload(context.getNode().id, clientSecret),
			authentication_payload_type: jsonMediaType,
			authentication_server: webhookUrl(context, 'setup'),
		};
	}
	return {
		authentication_method: 'o_auth',
		authentication_payload: readPayload(context, authentication.payload),
		authentication_payload_type: authentication.payloadType,
		authentication_server: readServer(context, authentication.server),
	};
}

function readPayload(context: IHookFunctions, payload: unknown): IDataObject {
	const object = asRecord(typeof payload === 'string' ? parseJson(payload) : payload);
	if (object && Object.keys(object).length > 0) return object as IDataObject;
	throw new NodeOperationError(
		context.getNode(),
		'“Authentication Payload” is no JSON object with at least one field. Enter what the authentication server expects, e.g. {"client_id": "…", "client_secret": "…"}.',
	);
}

function readServer(context: IHookFunctions, server: string): string {
	if (/^https?:\/\//i.test(server) && URL.canParse(server)) return server;
	throw new NodeOperationError(
		context.getNode(),
		'“Authentication Server” is no web address. Enter the full address that issues tokens, e.g. https://auth.example.com/token.',
	);
}

/** Gives the address of one of this node's webhooks; the test address while the editor listens. */
export function webhookUrl(context: IHookFunctions, name: 'default' | 'setup'): string {
	const url = context.getNodeWebhookUrl(name);
	if (url !== undefined && URL.canParse(url)) return url;
	throw new NodeOperationError(
		context.getNode(),
		'n8n has no web address for this trigger. Check the environment variable WEBHOOK_URL of n8n.',
	);
}

function describe(context: IHookFunctions): string {
	const names = [context.getWorkflow().name, context.getNode().name].filter(Boolean);
	return `n8n: ${names.join(' / ')}${context.getMode() === 'manual' ? ' (test)' : ''}`;
}

/**
 * Gives the registration that should exist for this trigger. Throws a NodeOperationError when the settings do
 * not make one.
 */
export function wantedWebhook(
	context: IHookFunctions,
	settings: TriggerSettings,
	secrets: RegistrationSecrets,
): WebhookAttributes {
	return {
		description: settings.description ?? describe(context),
		url: withUrlToken(webhookUrl(context, 'default'), secrets.urlToken),
		event_types: settings.events,
		event_type_prefix: settings.eventTypePrefix || null,
		event_type_suffix: settings.eventTypeSuffix || null,
		environment: settings.environment ?? null,
		...authenticationAttributes(context, settings.authentication, secrets),
	};
}
