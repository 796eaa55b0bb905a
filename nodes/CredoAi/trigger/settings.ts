import {
	isExpression,
	isResourceLocatorValue,
	type IHookFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { asFlag, asIdentifier, asRecord, asText } from '../../shared/values/unknownInput';

/** Where a trigger's settings are read: while it is published, and while it receives. */
export type TriggerContext = IHookFunctions | IWebhookFunctions;

/** How a delivery proves that it may start the workflow, on top of the token in its URL. */
export type Authentication =
	| { method: 'urlToken' }
	| { method: 'n8nTokenEndpoint' }
	/** What an expression gave is none of the methods, so nobody can be let in. */
	| { method: 'unknown' }
	| {
			method: 'externalServer';
			server: string;
			/** As entered: JSON text, or what an expression made of it. */
			payload: unknown;
			payloadType: string;
			/** Undefined where none is checked; an empty text is nobody's. */
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
	/** Undefined, when the option was not added, for every use case; an empty list is of none. */
	useCaseIds?: string[];
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
	if (method === 'urlToken' || method === 'n8nTokenEndpoint') return { method };
	if (method !== 'externalServer') return { method: 'unknown' };
	return {
		method,
		server: asText(context.getNodeParameter('authenticationServer', '')) ?? '',
		payload: context.getNodeParameter('authenticationPayload', '{}'),
		payloadType:
			asText(context.getNodeParameter('authenticationPayloadType', '')) ?? 'application/json',
		expectedBearer: readExpectedBearer(context),
	};
}

// Left empty, no bearer is expected; but an expression that gives none was to give one, so no bearer is the right one.
function readExpectedBearer(context: TriggerContext): string | undefined {
	const expected = asIdentifier(context.getNodeParameter('expectedBearer', ''));
	return expected ?? (isExpression(context.getNode().parameters.expectedBearer) ? '' : undefined);
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
		useCaseIds: Object.hasOwn(options, 'useCaseIds') ? readNames(options.useCaseIds) : undefined,
		ignoreDuplicates: asFlag(options.ignoreDuplicates) ?? true,
		rawBody: asFlag(options.rawBody) ?? false,
	};
}

// Left out, it is the default; emptied on purpose, there is none.
const readAffix = (value: unknown, whenNotSet: string) =>
	value === undefined ? whenNotSet : (asIdentifier(value) ?? '');
