import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { asList, type UnknownRecord } from '../../../shared/values/unknownInput';
import type { JsonApiResource } from '../../client/jsonApi';
import type {
	WebhookAttributes,
	WebhookAuthentication,
} from '../../resources/webhook/registration';
import { tokenParameter, type Authentication, type TriggerSettings } from '../settings';

/** The secrets that a registration carries. */
export interface RegistrationSecrets {
	urlToken: string;
	clientSecret: string;
}

/** Where a trigger is, and what n8n calls it. */
export interface TriggerPlace {
	/** The address of its webhook. */
	url: string;
	/** The address at which Credo AI gets a token from it. */
	tokenUrl: string;
	nodeId: string;
	/** The names of the workflow and the node. */
	description: string;
}

/** Gives the registration that should exist for a trigger in whose settings there is no fault. */
export function wantedWebhook(
	settings: TriggerSettings,
	secrets: RegistrationSecrets,
	place: TriggerPlace,
): WebhookAttributes {
	return {
		description: settings.description ?? place.description,
		url: withUrlToken(place.url, secrets.urlToken),
		event_types: settings.events,
		event_type_prefix: settings.eventTypePrefix || undefined,
		event_type_suffix: settings.eventTypeSuffix || undefined,
		environment: settings.environment,
		...wantedAuthentication(settings.authentication, secrets, place),
	};
}

/** Gives the URL to register: the webhook's own with the token in its query. */
export function withUrlToken(webhookUrl: string, token: string): string {
	const url = new URL(webhookUrl);
	url.searchParams.set(tokenParameter, token);
	return url.href;
}

const jsonMediaType = 'application/json';

function wantedAuthentication(
	authentication: Authentication,
	{ clientSecret }: RegistrationSecrets,
	{ nodeId, tokenUrl }: TriggerPlace,
): WebhookAuthentication {
	switch (authentication.method) {
		case 'urlToken':
		case 'unknown':
			return { authentication_method: 'none' };
		case 'n8nTokenEndpoint':
			return {
				authentication_method: 'o_auth',
				authentication_payload: {
					grant_type: 'client_credentials',
					client_id: nodeId,
					client_secret: clientSecret,
				},
				authentication_payload_type: jsonMediaType,
				authentication_server: tokenUrl,
			};
		case 'externalServer':
			return {
				authentication_method: 'o_auth',
				authentication_payload: authentication.payload ?? {},
				authentication_payload_type: authentication.payloadType,
				authentication_server: authentication.server ?? '',
			};
	}
}

/** A webhook that the account holds, whoever made it. */
export type ExistingWebhook = Pick<JsonApiResource, 'id' | 'attributes'>;

/** What this node remembers of its own registration. */
export interface KnownRegistration {
	/** The URL that is, or may be, registered; missing when nothing is. */
	registeredUrl?: string;
	webhookId?: string;
	/** Of the payload as last sent; the service may mask what it shows of it. */
	payloadFingerprint?: string;
}

/** What to do so that exactly the wanted registration exists; `surplus` is deleted afterwards. */
type RegistrationPlan = { surplus: string[] } & (
	| { step: 'create' }
	| { step: 'update'; webhookId: string; changes: Partial<WebhookAttributes> }
	| { step: 'keep'; webhookId: string }
);

/** Tells two authentication payloads apart without keeping their secrets (SHA-256 of the JSON, hex). */
export function fingerprintOf(payload: IDataObject): string {
	return createHash('sha256').update(JSON.stringify(payload)).digest('hex');
}

/** Gives where a URL leads, without the token in its query; what is not a URL stays as it is. */
export function addressOf(url: unknown): string {
	const text = String(url ?? '');
	return URL.canParse(text) ? new URL(text).origin + new URL(text).pathname : text;
}

/** Finds what is registered for an address, with whatever token: it can only ever call the node at that address. */
export function registeredFor(url: string, existing: ExistingWebhook[]): ExistingWebhook[] {
	return existing.filter(({ attributes }) => addressOf(attributes.url) === addressOf(url));
}

/**
 * Finds what a node registered, by what it remembers, that is not at the address that it has now: a copy of n8n, with the
 * same data and another address, must not take over or end what the original registered.
 */
export function registeredElsewhere(
	url: string,
	existing: ExistingWebhook[],
	{ registeredUrl, webhookId }: KnownRegistration,
): ExistingWebhook[] {
	const remembered = registeredUrl === undefined ? [] : registeredFor(registeredUrl, existing);
	const here = registeredFor(url, existing);
	return existing.filter(
		(webhook) =>
			(remembered.includes(webhook) || webhook.id === webhookId) && !here.includes(webhook),
	);
}

/**
 * Compares what exists with what is wanted. Ours is what is registered at our address: with our exact URL, else with
 * the remembered id, else with a token that n8n no longer knows. Anything else is never touched, whatever id is
 * remembered: this n8n may be a copy of the one that registered it. A value that is to be cleared takes a new
 * registration, since a change has no way to say so (Credo AI: specification of 2025-08).
 */
export function planRegistration(
	wanted: WebhookAttributes,
	existing: ExistingWebhook[],
	known: KnownRegistration,
): RegistrationPlan {
	const atOurAddress = registeredFor(wanted.url, existing);
	const exact = atOurAddress.filter(({ attributes }) => attributes.url === wanted.url);
	const isKnown = ({ id }: ExistingWebhook) => id === known.webhookId;
	const own = exact.find(isKnown) ?? exact[0] ?? atOurAddress.find(isKnown) ?? atOurAddress[0];
	const ids = atOurAddress.map(({ id }) => id);
	if (!own || isToBeCleared(own.attributes, wanted)) return { step: 'create', surplus: ids };

	const surplus = ids.filter((id) => id !== own.id);
	const changes = changesTo(own.attributes, wanted, known);
	return Object.keys(changes).length === 0
		? { step: 'keep', webhookId: own.id, surplus }
		: { step: 'update', webhookId: own.id, changes, surplus };
}

const plainAttributes = [
	'description',
	'url',
	'event_type_prefix',
	'event_type_suffix',
	'environment',
] as const;

const sameText = (wanted: string | undefined, actual: unknown) => (wanted ?? '') === (actual ?? '');

const sameNames = (wanted: string[], actual: unknown) =>
	JSON.stringify([...wanted].sort()) === JSON.stringify(asList(actual).map(String).sort());

const isToBeCleared = (actual: UnknownRecord, wanted: WebhookAttributes) =>
	plainAttributes.some((name) => wanted[name] === undefined && !sameText('', actual[name])) ||
	(wanted.authentication_method === 'none' && actual.authentication_method === 'o_auth');

function changesTo(
	actual: UnknownRecord,
	wanted: WebhookAttributes,
	known: KnownRegistration,
): Partial<WebhookAttributes> {
	const differing = plainAttributes.filter((name) => !sameText(wanted[name], actual[name]));
	const plain = Object.fromEntries(differing.map((name) => [name, wanted[name]]));
	return {
		...plain,
		...(!sameNames(wanted.event_types, actual.event_types) && { event_types: wanted.event_types }),
		...(!sameAuthentication(actual, wanted, known) && authenticationOf(wanted)),
	};
}

function sameAuthentication(
	actual: UnknownRecord,
	wanted: WebhookAttributes,
	{ payloadFingerprint }: KnownRegistration,
): boolean {
	if (!sameText(wanted.authentication_method, actual.authentication_method)) return false;
	if (wanted.authentication_method === 'none') return true;
	return (
		sameText(wanted.authentication_server, actual.authentication_server) &&
		sameText(wanted.authentication_payload_type, actual.authentication_payload_type) &&
		fingerprintOf(wanted.authentication_payload) === payloadFingerprint
	);
}

// The service takes them together only: with `o_auth` all of them are required.
const authenticationOf = (wanted: WebhookAttributes): Partial<WebhookAttributes> =>
	Object.fromEntries(Object.entries(wanted).filter(([name]) => name.startsWith('authentication_')));
