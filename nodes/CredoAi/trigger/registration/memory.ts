import { randomBytes } from 'crypto';
import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { keep, readKept } from '../../../shared/node/keptForNode';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import { asText } from '../../../shared/values/unknownInput';
import type { Account } from '../../client/account';
import { isUsableSecret, type TriggerSettings } from '../settings';

import { addressOf, type KnownRegistration, type RegistrationSecrets } from './plan';

/**
 * What a node knows of its registration. n8n saves it after the hooks that publish and unpublish a trigger, and hands it
 * to every call. The secrets outlive a registration, so that a workflow keeps its address when it is published again: as
 * long as that leads to the same place.
 */
export interface RegistrationMemory extends KnownRegistration, RegistrationSecrets {
	/** The account in which the registration was made. */
	account: Account;
	/** The address, without a query, that the secrets were made for; missing until they are used. */
	address?: string;
}

const name = 'credoAiRegistration';

/**
 * Reads what this node knows of its registration, in whatever account; undefined when that is nothing. A copy of the
 * workflow, made here or on another n8n, may bring along what the original knew, which is not for the copy.
 */
export function readMemory(
	context: IHookFunctions | IWebhookFunctions,
): RegistrationMemory | undefined {
	const kept = readKept(context, name) ?? {};
	const [urlToken, clientSecret] = [asText(kept.urlToken), asText(kept.clientSecret)];
	const owner = ownerOf(context);
	const isOwn = kept.instanceId === owner.instanceId && kept.workflowId === owner.workflowId;
	if (!isOwn || urlToken === undefined || clientSecret === undefined) return undefined;
	const registeredUrl = asText(kept.registeredUrl);
	return {
		urlToken,
		clientSecret,
		account: { baseUrl: asText(kept.baseUrl) ?? '', tenant: asText(kept.tenant) ?? '' },
		address: asText(kept.address) ?? (registeredUrl && addressOf(registeredUrl)),
		registeredUrl,
		webhookId: asText(kept.webhookId),
		payloadFingerprint: asText(kept.payloadFingerprint),
	};
}

/** Makes a secret of 256 random bits that needs no escaping in a URL (43 characters of base64url). */
export function newSecret(): string {
	return randomBytes(32).toString('base64url');
}

const newSecrets = (): RegistrationSecrets => ({
	urlToken: newSecret(),
	clientSecret: newSecret(),
});

/** What a node knows of its registration before it has made one in an account: new secrets. */
export function newMemory(account: Account): RegistrationMemory {
	return { account, ...newSecrets() };
}

/**
 * Gives what a node knows with secrets for an address: its own where they were made for that, else new ones. A webhook that
 * stays registered at another address goes on telling its secrets to whoever answers there by now.
 */
export function withSecretsFor(url: string, memory: RegistrationMemory): RegistrationMemory {
	const address = addressOf(url);
	return memory.address === address ? memory : { ...memory, ...newSecrets(), address };
}

/** Remembers what is registered, or may be from now on; only the secrets where nothing is said of a registration. */
export function keepMemory(
	context: IHookFunctions,
	{ account, ...others }: RegistrationMemory,
): void {
	const content: IDataObject = { ...ownerOf(context), ...account, ...others };
	keep(context, name, omitUndefined(content));
}

/** Forgets the registration, but not the secrets. */
export function forgetRegistration(
	context: IHookFunctions,
	{ account, address, urlToken, clientSecret }: RegistrationMemory,
): void {
	keepMemory(context, { account, address, urlToken, clientSecret });
}

/** What a genuine caller knows; missing where n8n does not know it itself, so that nobody can be let in. */
export interface ExpectedSecrets {
	urlToken?: string;
	clientSecret?: string;
	/** The account that the secrets were made for; missing for those that the user chose. */
	account?: Account;
}

/** Gives the secrets of the registration: n8n's own, or for a manual one those that the user chose. */
export function expectedSecrets(
	context: IWebhookFunctions,
	{ registration, manualSecrets }: TriggerSettings,
): ExpectedSecrets {
	const isManual = registration === 'manual';
	const memory = isManual ? undefined : readMemory(context);
	const { urlToken, clientSecret } = (isManual ? manualSecrets : memory) ?? {};
	return {
		urlToken: isUsableSecret(urlToken) ? urlToken : undefined,
		clientSecret: isUsableSecret(clientSecret) ? clientSecret : undefined,
		account: memory?.account,
	};
}

const ownerOf = (context: IHookFunctions | IWebhookFunctions) => ({
	instanceId: context.getInstanceId(),
	workflowId: context.getWorkflow().id,
});
