import {
	isExpression,
	isResourceLocatorValue,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHookFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { isPrivateHost } from '../../shared/values/privateHost';
import {
	asFlag,
	asIdentifier,
	asRecord,
	asText,
	parseJson,
} from '../../shared/values/unknownInput';
import { serviceOrigin } from '../client/origin';

import { readSigningSecrets } from './signature';

/** Where a trigger's settings are read: while it is published, and while it receives. */
type TriggerContext = IHookFunctions | IWebhookFunctions;

/** How a delivery proves that it may start the workflow, on top of the token in its URL. */
export type Authentication =
	| { method: 'urlToken' }
	| { method: 'n8nTokenEndpoint' }
	/** What an expression gave is none of the methods, so nobody can be let in. */
	| { method: 'unknown' }
	| {
			method: 'externalServer';
			/** Undefined where what was entered is not a web address. */
			server?: string;
			/** Undefined where what was entered is not a JSON object with at least one field. */
			payload?: IDataObject;
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
	const server = asText(context.getNodeParameter('authenticationServer', '')) ?? '';
	const payload = context.getNodeParameter('authenticationPayload', '{}');
	const fields = asRecord(typeof payload === 'string' ? parseJson(payload) : payload) ?? {};
	const expected = asIdentifier(context.getNodeParameter('expectedBearer', ''));
	// Left empty, no bearer is expected; but an expression that gives none was to give one, so no bearer is the right one.
	const isBearerGiven = isExpression(context.getNode().parameters.expectedBearer);
	return {
		method,
		server: /^https?:\/\//i.test(server) && URL.canParse(server) ? server : undefined,
		payload: Object.keys(fields).length > 0 ? (fields as IDataObject) : undefined,
		payloadType:
			asText(context.getNodeParameter('authenticationPayloadType', '')) ?? 'application/json',
		expectedBearer: expected ?? (isBearerGiven ? '' : undefined),
	};
}

/** Reads the trigger's parameters, with the defaults of options that were not added. */
export function readSettings(context: TriggerContext): TriggerSettings {
	const options = asRecord(context.getNodeParameter('options', {})) ?? {};
	const selected = context.getNodeParameter('events', []);
	const events = readNames([selected ?? [], options.customEvents ?? []].flat());
	const useCaseIds = readNames(options.useCaseIds);
	const authentication = readAuthentication(context);
	return {
		events,
		registration:
			context.getNodeParameter('registration', 'automatic') === 'manual' ? 'manual' : 'automatic',
		manualSecrets: {
			urlToken: asText(context.getNodeParameter('urlToken', '')),
			clientSecret: asText(context.getNodeParameter('clientSecret', '')),
		},
		authentication,
		description: asIdentifier(options.description),
		environment: asIdentifier(options.environment),
		eventTypePrefix: readAffix(options.eventTypePrefix, 'CredoAI'),
		eventTypeSuffix: readAffix(options.eventTypeSuffix, 'v1'),
		useCaseIds: Object.hasOwn(options, 'useCaseIds') ? useCaseIds : undefined,
		ignoreDuplicates: asFlag(options.ignoreDuplicates) ?? true,
		rawBody: asFlag(options.rawBody) ?? false,
	};
}

// Left out, it is the default; emptied on purpose, there is none.
const readAffix = (value: unknown, whenNotSet: string) =>
	value === undefined ? whenNotSet : (asIdentifier(value) ?? '');

/** The query parameter of the registered URL that carries the token. */
export const tokenParameter = 'token';

/** Says whether a secret that a person chose is long enough, and needs no escaping in a URL. */
export function isUsableSecret(secret: string | undefined): secret is string {
	return secret !== undefined && /^[A-Za-z0-9_-]{24,}$/.test(secret);
}

/**
 * Finds why a trigger could not work with its settings, whatever Credo AI says. Each fault is a message that says what to
 * do. `url` is where Credo AI would call, where n8n registers that by itself.
 */
export function findSettingFaults(
	settings: TriggerSettings,
	credential: ICredentialDataDecryptedObject,
	url: string | undefined,
): string[] {
	return [
		missingEvents(settings),
		missingUseCases(settings),
		unknownMethod(settings),
		unusableSigningSecret(credential),
		...(url === undefined
			? missingSecrets(settings)
			: [unreachableAddress(url, credential), ...unusableServer(settings)]),
	].filter((fault) => fault !== undefined);
}

const missingEvents = ({ events }: TriggerSettings) =>
	events.length > 0
		? undefined
		: 'No event is selected. Choose at least one under “Trigger On”, or name one under “Custom Event Names” in the options.';

const missingUseCases = ({ useCaseIds }: TriggerSettings) =>
	useCaseIds?.length === 0
		? '“Use Case IDs” is empty, so no event could start the workflow. Fill it in, or remove the option to let the events of every use case do so.'
		: undefined;

const unknownMethod = ({ authentication }: TriggerSettings) =>
	authentication.method === 'unknown'
		? '“Authentication” is none of its options. Choose one, or have the expression give urlToken, n8nTokenEndpoint or externalServer.'
		: undefined;

const unusableSigningSecret = ({ signingSecret }: ICredentialDataDecryptedObject) =>
	readSigningSecrets(signingSecret).areSomeUnusable
		? 'The Signing Secret of the credential is not valid, or one of several is not valid. It begins with whsec_ and is at least 28 characters long: copy it again from where Credo AI shows it, or empty the field if Credo AI gave you none.'
		: undefined;

const secretAdvice =
	'Enter at least 24 letters, digits, hyphens or underscores, chosen at random: a password manager makes such a text.';

const missingSecrets = ({ manualSecrets, authentication }: TriggerSettings) => [
	isUsableSecret(manualSecrets.urlToken)
		? undefined
		: `“URL Token” is empty, too short, or has characters that a URL cannot carry. ${secretAdvice} Register the Production URL with ?${tokenParameter}= and that text at its end.`,
	authentication.method !== 'n8nTokenEndpoint' || isUsableSecret(manualSecrets.clientSecret)
		? undefined
		: `“Client Secret” is empty, too short, or has unusual characters. ${secretAdvice}`,
];

// A Credo AI of one's own may stand in the same network as n8n; the one on the internet cannot reach it.
function unreachableAddress(
	url: string,
	credential: ICredentialDataDecryptedObject,
): string | undefined {
	const service = serviceOrigin(credential) ?? '';
	const isOnInternet = URL.canParse(service) && /(^|\.)credo\.ai$/.test(new URL(service).hostname);
	const { host, hostname } = new URL(url);
	if (!isOnInternet || !isPrivateHost(hostname)) return undefined;
	return `Credo AI calls n8n from the internet and cannot reach ${host}. Give n8n a public address and tell it with the environment variable WEBHOOK_URL; for trying things out a tunnel will do.`;
}

const unusableServer = ({ authentication }: TriggerSettings) =>
	authentication.method === 'externalServer'
		? [
				authentication.payload
					? undefined
					: '“Authentication Payload” is not a JSON object with at least one field. Enter what the authentication server expects, e.g. {"client_id": "…", "client_secret": "…"}.',
				authentication.server
					? undefined
					: '“Authentication Server” is not a web address. Enter the full address that issues tokens, e.g. https://auth.example.com/token.',
			]
		: [];
