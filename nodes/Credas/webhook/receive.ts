import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { readCallCredential } from '../../shared/callCredential';
import { readRequestBody } from '../../shared/requestBody';
import { startOnce } from '../../shared/startOnce';
import { acknowledge, refuse, startExecution } from '../../shared/webhookReply';
import { readQuery } from './callbackQuery';
import { decodeCallback, type CredasCallback } from './decode';
import { deliveryKeyOf } from './deliveryKey';
import { mayCall } from './ipAllowList';
import { describeCallback } from './item';
import { checkPortalHeader } from './portalHeader';
import { describeProofs, judgeCarriedProofs, judgeReadBack, type CarriedProofs } from './proofs';
import { readBackCallback, type ReadBack } from './readBackProof';
import { checkSignature } from './signedUrl';
import { callbackSecretsOf, readSettings, type TriggerSettings } from './triggerSettings';

/** What a call that may be heard brought with it. */
interface HeardCall {
	callback: CredasCallback;
	query: URLSearchParams;
	carried: CarriedProofs;
	rawBody: Buffer;
}

async function askCredas(
	context: IWebhookFunctions,
	callback: CredasCallback,
	{ requiredProof, includeProcess }: TriggerSettings,
): Promise<ReadBack> {
	const isAsked = requiredProof.has('readBack') || includeProcess;
	return isAsked ? await readBackCallback(context, callback) : { verdict: 'notAsked' };
}

async function start(
	context: IWebhookFunctions,
	{ includeProcess, rawBody: includeRawBody, ignoreDuplicates }: TriggerSettings,
	{ callback, query, carried, rawBody }: HeardCall,
	readBack: ReadBack,
): Promise<IWebhookResponseData> {
	const process = 'process' in readBack ? readBack.process : undefined;
	const key = deliveryKeyOf(callback, rawBody, process);
	const json = describeCallback({
		callback,
		query,
		deliveryKey: key.value,
		receivedAt: new Date(),
		proof: describeProofs(readBack, carried),
		process: includeProcess ? process : undefined,
		rawBody: includeRawBody ? rawBody.toString('utf8') : undefined,
	});
	return ignoreDuplicates ? await startOnce(context, key, { json }) : startExecution({ json });
}

/**
 * Answers one call to the trigger's URL, and starts the workflow if it is proved, selected and new. What needs
 * no request is checked first. An event that is not selected is acknowledged before Credas is asked: whether
 * it agrees would tell a stranger the status of a process.
 */
export async function receiveCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readSettings(context);
	const request = context.getRequestObject();
	if (!mayCall(request.ip, settings.ipAllowList)) {
		return refuse(context, 403, 'the IP address is not on the allow list');
	}
	const credential = await readCallCredential(context, 'credasApi');
	if (!credential) return refuse(context, 503, 'the credential cannot be read');
	const secrets = callbackSecretsOf(credential);

	const query = readQuery(request.url);
	const carried = {
		signedUrl: checkSignature(query, secrets.callbackSecret),
		header: checkPortalHeader(request.headers, secrets.header),
	};
	const unproved = judgeCarriedProofs(carried, settings.requiredProof);
	if (unproved) return refuse(context, unproved.status, unproved.reason);

	const { raw: rawBody, json } = await readRequestBody(context);
	const callback = json && decodeCallback(json);
	if (!callback) return refuse(context, 400, 'the body is no callback of Credas');
	if (!settings.events.has(callback.event)) return acknowledge(context, 'Received.');

	const readBack = await askCredas(context, callback, settings);
	const refuted = judgeReadBack(readBack, { carried, ifUnreachable: settings.ifUnreachable });
	if (refuted) return refuse(context, refuted.status, refuted.reason);

	return await start(context, settings, { callback, query, carried, rawBody }, readBack);
}
