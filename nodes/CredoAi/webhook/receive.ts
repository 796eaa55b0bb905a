import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { readCallCredential } from '../../shared/callCredential';
import type { Proof } from '../../shared/proof';
import { readRequestBody, type RequestBody } from '../../shared/requestBody';
import { startOnce } from '../../shared/startOnce';
import { acknowledge, refuse, startExecution } from '../../shared/webhookReply';
import { withoutMissing } from '../../shared/withoutMissing';
import { decodeEvent, type DecodedEvent } from './decode';
import { deliveryKeyOf } from './deliveryKey';
import { expectedSecrets, logMissingSecret, type ExpectedSecrets } from './expectedSecrets';
import { proveBearer, proveSignature, proveUrlToken } from './proofs';
import { answerTokenRequest } from './tokenEndpoint';
import { readSettings, type TriggerSettings } from './triggerSettings';

/** Answers a call to one of the trigger's two paths. */
export async function receiveDelivery(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readSettings(context);
	const secrets = expectedSecrets(context, settings);
	return context.getWebhookName() === 'setup'
		? await answerTokenRequest(context, settings, secrets)
		: await receiveEvent(context, settings, secrets);
}

/** Starts the workflow for a delivery that is proved, selected and new. What costs least is checked first. */
async function receiveEvent(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	secrets: ExpectedSecrets,
): Promise<IWebhookResponseData> {
	const urlToken = proveUrlToken(context, secrets);
	const bearer = proveBearer(context, settings, secrets);
	if (urlToken === 'unavailable' || bearer === 'unavailable') logMissingSecret(context, settings);
	if (!mayPass(urlToken)) return refuse(context, 401, 'the token in the URL is missing or wrong');
	if (!mayPass(bearer)) return refuse(context, 401, 'the bearer is missing, expired or wrong');

	const credential = await readCallCredential(context, 'credoAiApi');
	if (!credential) return refuse(context, 503, 'the credential cannot be read');
	const body = await readRequestBody(context);
	const signature = proveSignature(context, body.raw, credential.signingSecret);
	if (!mayPass(signature)) return refuse(context, 401, 'the Svix signature is missing or wrong');

	const event = body.json && decodeEvent(body.json, settings.events);
	if (!event) return refuse(context, 400, 'the body is no event of Credo AI');
	if (!isWanted(event, settings)) return acknowledge(context, 'Received.');
	return await start(context, settings, { event, body, proof: { urlToken, bearer, signature } });
}

/** A delivery that may start the workflow. */
interface ProvedDelivery {
	event: DecodedEvent;
	body: RequestBody;
	proof: Record<'urlToken' | 'bearer' | 'signature', Proof>;
}

async function start(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	{ event, body, proof }: ProvedDelivery,
): Promise<IWebhookResponseData> {
	const key = deliveryKeyOf(context.getHeaderData()['svix-id'], body.raw);
	const json = withoutMissing({
		...event,
		environment: event.environment ?? settings.environment,
		deliveryKey: key.value,
		receivedAt: new Date().toISOString(),
		proof,
		rawBody: settings.rawBody ? body.raw.toString('utf8') : undefined,
	});
	return settings.ignoreDuplicates
		? await startOnce(context, key, { json })
		: startExecution({ json });
}

const mayPass = (proof: Proof) => proof === 'passed' || proof === 'notConfigured';

const isWanted = ({ event, useCaseId }: DecodedEvent, { events, useCaseIds }: TriggerSettings) =>
	events.includes(event) &&
	(useCaseIds.length === 0 || (useCaseId !== undefined && useCaseIds.includes(useCaseId)));
