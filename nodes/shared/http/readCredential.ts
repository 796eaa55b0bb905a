import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import type { RequestContext } from './request';

type Credential = ICredentialDataDecryptedObject;

/** The readings that are under way for calls, by what they read. */
const underWay = new Map<string, Promise<Credential>>();

/**
 * Reads a credential for one item. Calls of one trigger that come while it is being read share that reading, for each
 * starts an expression engine in n8n; each gets a copy of its own, and nothing is kept once the reading is over.
 */
export async function readCredential(
	context: RequestContext,
	credentialType: string,
	itemIndex: number,
): Promise<Credential> {
	if (!('getResponseObject' in context)) {
		return { ...(await context.getCredentials<Credential>(credentialType, itemIndex)) };
	}
	const key = keyOf(context, credentialType);
	const reading = underWay.get(key) ?? context.getCredentials<Credential>(credentialType);
	if (!underWay.has(key)) {
		underWay.set(key, reading);
		void reading.catch(() => {}).finally(() => underWay.delete(key));
	}
	return { ...(await reading) };
}

// The mode, because n8n reads another person's credential when it is tried in the editor.
function keyOf(context: IWebhookFunctions, credentialType: string): string {
	const { id, credentials } = context.getNode();
	const credentialId = credentials?.[credentialType]?.id;
	return JSON.stringify([context.getWorkflow().id, id, credentialId, context.getMode()]);
}
