import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { readCallBody } from '../../shared/webhook/body';
import { readCallCredential } from '../../shared/webhook/callCredential';
import { startOnce } from '../../shared/webhook/duplicatesInMemory';
import type { Proof } from '../../shared/webhook/proof';
import { acknowledge, answerCall, refuse, startExecution } from '../../shared/webhook/reply';
import { CredoAiClient } from '../client/client';

import { decodeEvent, type DecodedEvent } from './decode';
import { deliveryKeyOf } from './deliveryKey';
import { expectedSecrets, logMissingSecret, type ExpectedSecrets } from './expectedSecrets';
import { describeEvent } from './item';
import { proveBearer, proveSignature, proveUrlToken } from './proofs';
import { readSettings, type TriggerSettings } from './settings';
import { answerTokenRequest } from './tokenEndpoint';

/** Answers a call to one of the trigger's two paths, whatever it brings. */
export async function receiveDelivery(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await answerCall(context, receive);
}

async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
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

	const body = await readCallBody(context);
	if (body === 'tooLarge') return refuse(context, 413, 'the body is too large');
	const credential = await readCallCredential(context, new CredoAiClient(context));
	if (!credential) return refuse(context, 503, 'the credential cannot be read');
	const signature = proveSignature(context, body.raw, credential.signingSecret);
	if (!mayPass(signature)) return refuse(context, 401, 'the Svix signature is missing or wrong');

	const event = body.json && decodeEvent(body.json, settings.events);
	if (!body.json || !event) return refuse(context, 400, 'the body is not an event of Credo AI');
	if (!isWanted(event, settings)) return acknowledge(context, 'Received.');

	const key = deliveryKeyOf(context.getHeaderData()['svix-id'], body.json);
	const proof = { urlToken, bearer, signature };
	const json = describeEvent({
		event,
		environment: settings.environment,
		deliveryKey: key.value,
		receivedAt: new Date(),
		proof,
		rawBody: settings.rawBody ? body.raw.toString('utf8') : undefined,
	});
	return settings.ignoreDuplicates
		? await startOnce(context, { key, proofs: proof, json })
		: startExecution({ json });
}

const mayPass = (proof: Proof) => proof === 'passed' || proof === 'notConfigured';

const isWanted = ({ event, useCaseId }: DecodedEvent, { events, useCaseIds }: TriggerSettings) =>
	events.includes(event) &&
	(useCaseIds.length === 0 || (useCaseId !== undefined && useCaseIds.includes(useCaseId)));
