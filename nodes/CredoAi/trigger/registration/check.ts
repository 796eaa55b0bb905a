import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IHookFunctions,
} from 'n8n-workflow';

import { switchFaults } from '../../../shared/node/fields';
import { isPrivateHost } from '../../../shared/values/privateHost';
import type { CredoAiClient } from '../../client/client';
import { serviceOrigin } from '../../client/origin';
import { triggerFields } from '../fields';
import { isUsableSecret, tokenParameter } from '../secrets';
import type { TriggerSettings } from '../settings';
import { readSigningSecrets } from '../signature';

import { unknownMethod, webhookUrl } from './wanted';

/**
 * Throws a NodeOperationError when the trigger cannot work with these settings, whatever Credo AI says. n8n shows
 * only its message, so that says everything.
 */
export async function checkSettings(
	context: IHookFunctions,
	settings: TriggerSettings,
	client: CredoAiClient,
): Promise<void> {
	const credential = await client.credential();
	const fault =
		missingEvents(settings) ??
		missingUseCases(settings) ??
		unknownAuthentication(settings) ??
		unusableSigningSecret(credential) ??
		(settings.registration === 'manual'
			? missingSecret(settings)
			: unreachable(context, credential)) ??
		switchFaults(context, triggerFields)[0];
	if (fault !== undefined) throw new NodeOperationError(context.getNode(), fault);
}

const secretAdvice =
	'Enter at least 24 letters, digits, hyphens or underscores, chosen at random: a password manager makes such a text.';

const missingEvents = ({ events }: TriggerSettings) =>
	events.length > 0
		? undefined
		: 'No event is selected. Choose at least one under “Trigger On”, or name one under “Custom Event Names” in the options.';

const missingUseCases = ({ useCaseIds }: TriggerSettings) =>
	useCaseIds?.length === 0
		? '“Use Case IDs” is empty, so no event could start the workflow. Fill it in, or remove the option to let the events of every use case do so.'
		: undefined;

const unknownAuthentication = ({ authentication }: TriggerSettings) =>
	authentication.method === 'unknown' ? unknownMethod : undefined;

const unusableSigningSecret = ({ signingSecret }: ICredentialDataDecryptedObject) =>
	readSigningSecrets(signingSecret).areSomeUnusable
		? 'The Signing Secret of the credential is not valid, or one of several is not valid. It begins with whsec_ and is at least 28 characters long: copy it again from where Credo AI shows it, or empty the field if Credo AI gave you none.'
		: undefined;

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
function unreachable(
	context: IHookFunctions,
	credential: ICredentialDataDecryptedObject,
): string | undefined {
	const service = serviceOrigin(credential) ?? '';
	const isOnInternet = URL.canParse(service) && /(^|\.)credo\.ai$/.test(new URL(service).hostname);
	const { host, hostname } = new URL(webhookUrl(context, 'default'));
	if (!isOnInternet || !isPrivateHost(hostname)) return undefined;
	return `Credo AI calls n8n from the internet and cannot reach ${host}. Give n8n a public address and tell it with the environment variable WEBHOOK_URL; for trying things out a tunnel will do.`;
}
