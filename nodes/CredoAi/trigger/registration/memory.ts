import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { asText } from '../../../shared/values/unknownInput';
import { isUsableSecret, newSecret } from '../secrets';
import type { TriggerSettings } from '../settings';

import type { KnownRegistration } from './plan';

/** The secrets that a registration carries. */
export interface RegistrationSecrets {
	urlToken: string;
	clientSecret: string;
}

/**
 * What a node knows of its registration: kept in the node's static data, which n8n saves after the hooks that
 * publish and unpublish a trigger, and hands to every call. The secrets outlive a registration, so that a
 * workflow keeps its address when it is published again.
 */
export interface RegistrationMemory extends KnownRegistration {
	urlToken?: string;
	clientSecret?: string;
}

/** Reads the memory; empty when n8n kept none, e.g. because the node was renamed while it was published. */
export function readMemory(context: IHookFunctions | IWebhookFunctions): RegistrationMemory {
	const kept = context.getWorkflowStaticData('node');
	return {
		urlToken: asText(kept.urlToken),
		clientSecret: asText(kept.clientSecret),
		registeredUrl: asText(kept.registeredUrl),
		webhookId: asText(kept.webhookId),
		payloadFingerprint: asText(kept.payloadFingerprint),
	};
}

/**
 * Reads the memory of this workflow's own registration. A copy, made here or on another n8n, may bring the
 * original's memory along, and the original's registration must not be taken over.
 */
export function readOwnMemory(context: IHookFunctions): RegistrationMemory {
	return isOwn(context) ? readMemory(context) : {};
}

/** What a genuine caller knows; missing where n8n does not know it itself, so that nobody can be let in. */
export interface ExpectedSecrets {
	urlToken?: string;
	clientSecret?: string;
}

/** Gives the secrets of the registration: n8n's own, or for a manual one those that the user chose. */
export function expectedSecrets(
	context: IWebhookFunctions,
	{ registration, manualSecrets }: TriggerSettings,
): ExpectedSecrets {
	const { urlToken, clientSecret } =
		registration === 'manual' ? manualSecrets : readMemory(context);
	return {
		urlToken: isUsableSecret(urlToken) ? urlToken : undefined,
		clientSecret: isUsableSecret(clientSecret) ? clientSecret : undefined,
	};
}

/** Tells whoever looks after n8n why a trigger refuses every call, and how to mend it. */
export function logMissingSecret(
	context: IWebhookFunctions,
	{ registration }: TriggerSettings,
): void {
	const mend =
		registration === 'manual'
			? 'Fill in its URL Token (and Client Secret), then publish the workflow.'
			: 'Unpublish and publish the workflow, so that it registers itself anew.';
	context.logger.error(
		`${context.getNode().name} does not know the secrets of its registration, so it refuses every call. ${mend}`,
		{ workflowId: context.getWorkflow().id, nodeId: context.getNode().id },
	);
}

/** Gives this node's secrets, made now where there are none yet, and keeps them. */
export function keepSecrets(context: IHookFunctions): RegistrationSecrets {
	const { urlToken = newSecret(), clientSecret = newSecret() } = readOwnMemory(context);
	const kept = context.getWorkflowStaticData('node');
	if (!isOwn(context)) forget(kept);
	Object.assign(kept, { ...ownerOf(context), urlToken, clientSecret });
	return { urlToken, clientSecret };
}

/** Remembers what is registered, or may be from now on. */
export function rememberRegistration(
	context: IHookFunctions,
	{ registeredUrl, webhookId, payloadFingerprint }: KnownRegistration & { registeredUrl: string },
): void {
	const kept = context.getWorkflowStaticData('node');
	forget(kept);
	kept.registeredUrl = registeredUrl;
	if (webhookId !== undefined) kept.webhookId = webhookId;
	if (payloadFingerprint !== undefined) kept.payloadFingerprint = payloadFingerprint;
}

/** Forgets the registration, but not the secrets. */
export function forgetRegistration(context: IHookFunctions): void {
	forget(context.getWorkflowStaticData('node'));
}

const ownerOf = (context: IHookFunctions) => ({
	instanceId: context.getInstanceId(),
	workflowId: context.getWorkflow().id,
});

const isOwn = (context: IHookFunctions) => {
	const kept = context.getWorkflowStaticData('node');
	const owner = ownerOf(context);
	return kept.instanceId === owner.instanceId && kept.workflowId === owner.workflowId;
};

const forget = (kept: IDataObject) => {
	delete kept.registeredUrl;
	delete kept.webhookId;
	delete kept.payloadFingerprint;
};
