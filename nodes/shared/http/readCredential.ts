import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import type { RequestContext } from './request';

type Credential = ICredentialDataDecryptedObject;

/** The readings that are under way for calls, by what they read, and when they began, in milliseconds since 1970. */
const underWay = new Map<string, { reading: Promise<Credential>; since: number }>();

/** For how long others share a reading, in milliseconds: one that hangs must not take every later call with it. */
const sharedFor = 5_000;

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
	const now = Date.now();
	const shared = underWay.get(key);
	if (shared && now - shared.since < sharedFor) return { ...(await shared.reading) };

	const reading = context.getCredentials<Credential>(credentialType);
	const own = { reading, since: now };
	underWay.set(key, own);
	const forget = () => {
		if (underWay.get(key) === own) underWay.delete(key);
	};
	void reading.catch(() => {}).finally(forget);
	return { ...(await reading) };
}

// The mode, because n8n reads another person's credential when it is tried in the editor.
function keyOf(context: IWebhookFunctions, credentialType: string): string {
	const { id, credentials } = context.getNode();
	const credentialId = credentials?.[credentialType]?.id;
	return JSON.stringify([context.getWorkflow().id, id, credentialId, context.getMode()]);
}
