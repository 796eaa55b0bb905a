import {
	isResourceLocatorValue,
	NodeOperationError,
	type IHookFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { isPrivateHost } from '../../shared/values/privateHost';
import { asIdentifier, asRecord, asText } from '../../shared/values/unknownInput';
import type { CredoAiClient } from '../client/client';
import { serviceOrigin } from '../client/origin';

import { webhookUrl } from './registration/wanted';
import { isUsableSecret, tokenParameter } from './urlToken';

/** Where a trigger's settings are read: while it is published, and while it receives. */
export type TriggerContext = IHookFunctions | IWebhookFunctions;

/** How a delivery proves that it may start the workflow, on top of the token in its URL. */
export type Authentication =
	| { method: 'urlToken' }
	| { method: 'n8nTokenEndpoint' }
	| {
			method: 'externalServer';
			server: string;
			/** As entered: JSON text, or what an expression made of it. */
			payload: unknown;
			payloadType: string;
			expectedBearer?: string;
	  };

/** What the user set in the trigger's panel. */
export interface TriggerSettings {
	/** The selected and the custom events, each once. */
	events: string[];
	registration: 'automatic' | 'manual';
	/** The secrets that the user chose, for a registration that n8n does not make. */
	manualSecrets: { urlToken?: string; clientSecret?: string };
	authentication: Authentication;
	description?: string;
	environment?: string;
	/** Empty for none. */
	eventTypePrefix: string;
	eventTypeSuffix: string;
	/** Empty for every use case. */
	useCaseIds: string[];
	ignoreDuplicates: boolean;
	rawBody: boolean;
}

/**
 * Reads a list that is entered as text with commas or line breaks, or given by an expression. What is not a
 * name stays in the list as its text: left out, it would turn a filter into none.
 */
function readNames(value: unknown): string[] {
	const entries = [value ?? []].flat().map((entry: unknown) => String(chosen(entry)));
	const names = entries.flatMap((entry) => entry.split(/[,\n]/));
	return [...new Set(names.map((name) => name.trim()).filter(Boolean))];
}

const chosen = (value: unknown) => (isResourceLocatorValue(value) ? value.value : value);

function readAuthentication(context: TriggerContext): Authentication {
	const method = context.getNodeParameter('authentication', 'urlToken');
	if (method === 'n8nTokenEndpoint') return { method };
	if (method !== 'externalServer') return { method: 'urlToken' };
	return {
		method,
		server: asText(context.getNodeParameter('authenticationServer', '')) ?? '',
		payload: context.getNodeParameter('authenticationPayload', '{}'),
		payloadType:
			asText(context.getNodeParameter('authenticationPayloadType', '')) ?? 'application/json',
		expectedBearer: asIdentifier(context.getNodeParameter('expectedBearer', '')),
	};
}

/** Reads the trigger's parameters, with the defaults of options that were not added. */
export function readSettings(context: TriggerContext): TriggerSettings {
	const options = asRecord(context.getNodeParameter('options', {})) ?? {};
	const selected = readNames(context.getNodeParameter('events', []));
	return {
		events: [...new Set([...selected, ...readNames(options.customEvents)])],
		registration:
			context.getNodeParameter('registration', 'automatic') === 'manual' ? 'manual' : 'automatic',
		manualSecrets: {
			urlToken: asText(context.getNodeParameter('urlToken', '')),
			clientSecret: asText(context.getNodeParameter('clientSecret', '')),
		},
		authentication: readAuthentication(context),
		description: asIdentifier(options.description),
		environment: asIdentifier(options.environment),
		eventTypePrefix: readAffix(options.eventTypePrefix, 'CredoAI'),
		eventTypeSuffix: readAffix(options.eventTypeSuffix, 'v1'),
		useCaseIds: readNames(options.useCaseIds),
		ignoreDuplicates: options.ignoreDuplicates !== false,
		rawBody: options.rawBody === true,
	};
}

// Left out, it is the default; emptied on purpose, there is none.
const readAffix = (value: unknown, whenNotSet: string) =>
	value === undefined ? whenNotSet : (asIdentifier(value) ?? '');

/**
 * Throws a NodeOperationError when the trigger cannot work with these settings, whatever Credo AI says. n8n shows
 * only its message, so that says everything.
 */
export async function validateSettings(
	context: IHookFunctions,
	settings: TriggerSettings,
	client: CredoAiClient,
): Promise<void> {
	const fault =
		missingEvents(settings) ??
		(settings.registration === 'manual'
			? missingSecret(settings)
			: await unreachable(context, client));
	if (fault !== undefined) throw new NodeOperationError(context.getNode(), fault);
}

const secretAdvice =
	'Enter at least 24 letters, digits, hyphens or underscores, chosen at random: a password manager makes such a text.';

const missingEvents = ({ events }: TriggerSettings) =>
	events.length > 0
		? undefined
		: 'No event is selected. Choose at least one under “Trigger On”, or name one under “Custom Event Names” in the options.';

function missingSecret({ manualSecrets, authentication }: TriggerSettings): string | undefined {
	if (!isUsableSecret(manualSecrets.urlToken)) {
		return `“URL Token” is empty, too short, or has characters that a URL cannot carry. ${secretAdvice} Register the Production URL with ?${tokenParameter}= and that text at its end.`;
	}
	if (authentication.method === 'n8nTokenEndpoint' && !isUsableSecret(manualSecrets.clientSecret)) {
		return `“Client Secret” is empty, too short, or has unusual characters. ${secretAdvice}`;
	}
	return undefined;
}

// A Credo AI of one's own may stand in the same network as n8n; the one on the internet cannot reach it.
async function unreachable(
	context: IHookFunctions,
	client: CredoAiClient,
): Promise<string | undefined> {
	const service = serviceOrigin(await client.credential()) ?? '';
	const isOnInternet = URL.canParse(service) && /(^|\.)credo\.ai$/.test(new URL(service).hostname);
	const { host, hostname } = new URL(webhookUrl(context, 'default'));
	if (!isOnInternet || !isPrivateHost(hostname)) return undefined;
	return `Credo AI calls n8n from the internet and cannot reach ${host}. Give n8n a public address and tell it with the environment variable WEBHOOK_URL; for trying things out a tunnel will do.`;
}
