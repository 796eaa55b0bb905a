import type { IWebhookFunctions } from 'n8n-workflow';

import { readMemory } from './registration/memory';
import type { TriggerSettings } from './settings';
import { isUsableSecret } from './urlToken';

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
