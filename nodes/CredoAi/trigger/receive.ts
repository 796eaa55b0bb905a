import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { readCallBody, readCallCredential } from '../../shared/webhook/call';
import { startOnce } from '../../shared/webhook/duplicatesInMemory';
import {
	acknowledgement,
	answerCall,
	startExecution,
	type Answer,
} from '../../shared/webhook/reply';
import { accountOf, isSameAccount } from '../client/account';
import { CredoAiClient } from '../client/client';

import { decodeEvent } from './decode';
import { deliveryKeyOf } from './deliveryKey';
import { describeEvent } from './item';
import { judge } from './judge';
import { proveBearer, proveSignature, proveUrlToken } from './prove';
import { expectedSecrets, type ExpectedSecrets } from './registration/memory';
import { missingSecret, refusesAccount, tell } from './registration/notices';
import { readSettings, type TriggerSettings } from './settings';
import { messageIdIn } from './signature';
import { answerTokenRequest, tokenIssuer } from './tokenEndpoint';

/** Answers a call to one of the trigger's two paths, whatever it brings. */
export async function receiveDelivery(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await answerCall(context, receive);
}

async function receive(context: IWebhookFunctions): Promise<Answer> {
	const settings = readSettings(context);
	if (settings.authentication.method === 'unknown') {
		return { status: 503, reason: '“Authentication” is none of the methods' };
	}
	const secrets = expectedSecrets(context, settings);
	const missing = missingSecret(secrets, settings);
	if (missing) tell(context, missing);
	return context.getWebhookName() === 'setup'
		? await answerTokenRequest(context, settings, secrets.clientSecret)
		: await receiveEvent(context, settings, secrets);
}

/** Starts the workflow for a delivery that is proved, selected and new. What costs least is checked first. */
async function receiveEvent(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	{ urlToken, clientSecret, account }: ExpectedSecrets,
): Promise<Answer> {
	const [headers, now] = [context.getHeaderData(), Date.now()];
	const issuer = clientSecret === undefined ? undefined : tokenIssuer(context, clientSecret);
	const carried = {
		urlToken: proveUrlToken(context.getQueryData(), urlToken),
		bearer: proveBearer(headers.authorization, settings.authentication, { issuer, now }),
	};
	const unproved = judge(carried);
	if (unproved) return unproved;

	const body = await readCallBody(context);
	if (body === 'tooLarge') return { status: 413, reason: 'the body is too large' };
	const credential = await readCallCredential(context, new CredoAiClient(context));
	if (!credential) return { status: 503, reason: 'the credential cannot be read' };
	if (account && !isSameAccount(account, accountOf(credential))) {
		tell(context, refusesAccount(account.tenant));
		return { status: 401, reason: 'the token in the URL was made for another account' };
	}
	const { signingSecret } = credential;
	const signature = proveSignature({ headers, rawBody: body.raw }, signingSecret, now);
	const proof = { ...carried, signature };
	const unsigned = judge(proof);
	if (unsigned) return unsigned;

	const { events, useCaseIds } = settings;
	// Published with events or use cases, and without any now: an expression gives none. Credo AI sends the event again.
	if (events.length === 0) return { status: 503, reason: '“Trigger On” came out empty' };
	const event = body.json && decodeEvent(body.json, events);
	if (!body.json || !event) return { status: 400, reason: 'the body is not an event of Credo AI' };
	if (!events.includes(event.event)) return acknowledgement('Received.');
	if (useCaseIds?.length === 0) return { status: 503, reason: '“Use Case IDs” came out empty' };
	if (useCaseIds && !useCaseIds.includes(event.useCaseId ?? '')) {
		return acknowledgement('Received.');
	}

	const key = deliveryKeyOf(messageIdIn(headers), body.json);
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
