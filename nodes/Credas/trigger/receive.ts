import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { readCallBody } from '../../shared/webhook/body';
import { readCallCredential } from '../../shared/webhook/callCredential';
import { startOnce } from '../../shared/webhook/duplicatesInMemory';
import { acknowledge, answerCall, refuse, startExecution } from '../../shared/webhook/reply';
import { CredasClient } from '../client/client';

import { readQuery } from './callbackQuery';
import { decodeCallback, type CredasCallback } from './decode';
import { deliveryKeyOf } from './deliveryKey';
import { mayCall } from './ipAllowList';
import { describeCallback } from './item';
import { judgeCarriedProofs, judgeReadBack } from './judge';
import { describeProofs, proveCarried, type CarriedProofs } from './prove';
import { readBackCallback, type ReadBack } from './readBack';
import { triggerLimits } from './readBackLimits';
import { callbackSecretsOf, readSettings, type TriggerSettings } from './settings';

/** What a call that may be heard brought with it. */
interface HeardCall {
	callback: CredasCallback;
	query: URLSearchParams;
	carried: CarriedProofs;
	rawBody: Buffer;
}

async function start(
	context: IWebhookFunctions,
	{ includeProcess, rawBody: includeRawBody, ignoreDuplicates }: TriggerSettings,
	{ callback, query, carried, rawBody }: HeardCall,
	readBack: ReadBack,
): Promise<IWebhookResponseData> {
	const process = 'process' in readBack ? readBack.process : undefined;
	const key = deliveryKeyOf(callback, process);
	const proofs = describeProofs(readBack, carried);
	const json = describeCallback({
		callback,
		query,
		deliveryKey: key.value,
		receivedAt: new Date(),
		proof: proofs,
		process: includeProcess ? process : undefined,
		rawBody: includeRawBody ? rawBody.toString('utf8') : undefined,
	});
	return ignoreDuplicates
		? await startOnce(context, { key, proofs, json })
		: startExecution({ json });
}

/**
 * Answers one call to the trigger's URL, whatever it brings, and starts the workflow if it is proved, selected and
 * new.
 */
export async function receiveCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await answerCall(context, receive);
}

// What needs no request is checked first. An event that is not selected is acknowledged before Credas is asked:
// whether it agrees would tell a stranger the status of a process.
async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readSettings(context);
	const request = context.getRequestObject();
	if (!mayCall(request.ip, settings.ipAllowList)) {
		return refuse(context, 403, 'the IP address is not on the allow list');
	}
	const body = await readCallBody(context);
	if (body === 'tooLarge') return refuse(context, 413, 'the body is too large');
	const client = new CredasClient(context);
	const credential = await readCallCredential(context, client);
	if (!credential) return refuse(context, 503, 'the credential cannot be read');
	const query = readQuery(request.url);
	const carried = proveCarried({ query, headers: request.headers }, callbackSecretsOf(credential));
	const unproved = judgeCarriedProofs(carried, settings.requiredProof);
	if (unproved) return refuse(context, unproved.status, unproved.reason);

	const callback = body.json && decodeCallback(body.json);
	if (!callback) return refuse(context, 400, 'the body is not a callback of Credas');
	if (!settings.events.has(callback.event)) return acknowledge(context, 'Received.');

	const isAsked =
		settings.requiredProof.has('readBack') ||
		(settings.includeProcess && callback.processId !== undefined);
	const readBack: ReadBack = isAsked
		? await readBackCallback(client, callback, triggerLimits(context))
		: { verdict: 'notAsked' };
	const refused = judgeReadBack(readBack, { ...settings, carried });
	if (refused) return refuse(context, refused.status, refused.reason);

	return await start(context, settings, { callback, query, carried, rawBody: body.raw }, readBack);
}
