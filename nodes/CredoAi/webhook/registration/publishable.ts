import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import { serviceOrigin } from '../../api/serviceOrigin';
import { isPrivateHost } from '../../../shared/privateHost';
import type { TriggerSettings } from '../triggerSettings';
import { isUsableSecret, tokenParameter } from '../urlToken';
import { webhookUrl } from './wantedRegistration';

const secretAdvice =
	'Enter at least 24 letters, digits, hyphens or underscores, chosen at random: a password manager makes such a text.';

/** Throws a NodeOperationError when the trigger cannot work with these settings, whatever Credo AI says. */
export async function assertPublishable(
	context: IHookFunctions,
	settings: TriggerSettings,
): Promise<void> {
	const message =
		settings.registration === 'manual'
			? (missingEvents(settings) ?? missingSecret(settings))
			: (missingEvents(settings) ?? (await unreachable(context)));
	if (message !== undefined) throw new NodeOperationError(context.getNode(), message);
}

const missingEvents = ({ events }: TriggerSettings) =>
	events.length > 0
		? undefined
		: 'No event is selected. Choose at least one under “Trigger On”, or name one under “Custom Event Names” in the options.';

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
async function unreachable(context: IHookFunctions): Promise<string | undefined> {
	const service = serviceOrigin(await context.getCredentials('credoAiApi'));
	if (service === undefined || !/(^|\.)credo\.ai$/.test(new URL(service).hostname))
		return undefined;

	const { host, hostname } = new URL(webhookUrl(context, 'default'));
	if (!isPrivateHost(hostname)) return undefined;
	return `Credo AI calls n8n from the internet and cannot reach ${host}. Give n8n a public address and tell it with the environment variable WEBHOOK_URL; for trying things out a tunnel will do.`;
}
