import { NodeOperationError, type IDataObject, type IHookFunctions } from 'n8n-workflow';

import { asRecord, parseJson } from '../../../shared/values/unknownInput';
import type {
	WebhookAttributes,
	WebhookAuthentication,
} from '../../resources/webhook/registration';
import { withUrlToken } from '../secrets';
import type { Authentication, TriggerSettings } from '../settings';

import type { RegistrationSecrets } from './memory';

const jsonMediaType = 'application/json';

/** What an `o_auth` registration sends to this node's token endpoint. */
function tokenEndpointPayload(clientId: string, clientSecret: string): IDataObject {
	return { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
}

/** What to do where an expression gives no method to authenticate by. */
export const unknownMethod =
	'“Authentication” is none of its options. Choose one, or have the expression give urlToken, n8nTokenEndpoint or externalServer.';

function authenticationAttributes(
	context: IHookFunctions,
	authentication: Authentication,
	{ clientSecret }: RegistrationSecrets,
): WebhookAuthentication {
	if (authentication.method === 'unknown') {
		throw new NodeOperationError(context.getNode(), unknownMethod);
	}
	if (authentication.method === 'urlToken') return { authentication_method: 'none' };
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
		'“Authentication Payload” is not a JSON object with at least one field. Enter what the authentication server expects, e.g. {"client_id": "…", "client_secret": "…"}.',
	);
}

function readServer(context: IHookFunctions, server: string): string {
	if (/^https?:\/\//i.test(server) && URL.canParse(server)) return server;
	throw new NodeOperationError(
		context.getNode(),
		'“Authentication Server” is not a web address. Enter the full address that issues tokens, e.g. https://auth.example.com/token.',
	);
}

/**
 * Gives the address of one of this node's webhooks as it is now; the test address while the editor listens. Throws a
 * NodeOperationError when n8n has none.
 */
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
		event_type_prefix: settings.eventTypePrefix || undefined,
		event_type_suffix: settings.eventTypeSuffix || undefined,
		environment: settings.environment,
		...authenticationAttributes(context, settings.authentication, secrets),
	};
}
