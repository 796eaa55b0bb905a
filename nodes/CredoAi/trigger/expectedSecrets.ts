import type { IWebhookFunctions } from 'n8n-workflow';

import type { Account } from '../client/account';

import { readMemory } from './registration/memory';
import { isUsableSecret, type TriggerSettings } from './settings';

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

/** Tells whoever looks after n8n when a trigger has to refuse every call, since it does not know its secrets. */
export function logMissingSecret(
	context: IWebhookFunctions,
	{ urlToken, clientSecret }: ExpectedSecrets,
	{ registration, authentication }: TriggerSettings,
): void {
	const needsClientSecret = authentication.method === 'n8nTokenEndpoint';
	if (urlToken !== undefined && (clientSecret !== undefined || !needsClientSecret)) return;
	logFault(
		context,
		`does not know the secrets of its registration, so it refuses every call. ${
			registration === 'manual'
				? 'Fill in its URL Token (and Client Secret), then publish the workflow.'
				: publishAgain
		}`,
	);
}

/** Tells whoever looks after n8n that a trigger refuses the events of an account that its credential has left. */
export function logOtherAccount(context: IWebhookFunctions, { tenant }: Account): void {
	logFault(
		context,
		`is registered at the tenant “${tenant}”, and its credential leads to another account now, so it refuses the events from there. ${publishAgain}`,
	);
}

const publishAgain = 'Unpublish and publish the workflow, so that it registers itself again.';

// n8n's text log drops the metadata of a message, so the message says it all.
function logFault(context: IWebhookFunctions, what: string): void {
	const { id: workflowId, name: workflow } = context.getWorkflow();
	const { id: nodeId, name } = context.getNode();
	context.logger.error(`${name} in workflow “${workflow}” ${what}`, { workflowId, nodeId });
}
