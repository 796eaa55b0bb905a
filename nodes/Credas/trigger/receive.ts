import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { readCallBody, readCallCredential } from '../../shared/webhook/call';
import { startOnce, type Delivery } from '../../shared/webhook/duplicatesInMemory';
import {
	acknowledgement,
	answerCall,
	startExecution,
	type Answer,
} from '../../shared/webhook/reply';
import { CredasClient } from '../client/client';

import type { ReadBack } from './agreement';
import { decodeCallback, type CredasCallback } from './decode';
import { comparableClaim, deliveryKeyOf } from './deliveryKey';
import { mayCall } from './ipAllowList';
import { describeCallback, describeClaim, readQuery } from './item';
import { judgeBinding, judgeCarriedProofs, judgeJourney, judgeReadBack } from './judge';
import {
	callSecretsOf,
	describeProofs,
	proveBinding,
	proveCarried,
	type CarriedProofs,
} from './prove';
import { readBackCallback } from './readBack';
import { triggerLimits } from './readBackLimits';
import { isReadBackNeeded, readSettings, type TriggerSettings } from './settings';
import { isOwnTest } from './testEvent';

/**
 * Answers one call to the trigger's URL, whatever it brings, and starts the workflow if it is proved, selected and
 * new.
 */
export async function receiveCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await answerCall(context, receive);
}

// What needs no request is checked first. An event that is not selected is acknowledged before Credas is asked:
// whether it agrees would tell a stranger the status of a process.
async function receive(context: IWebhookFunctions): Promise<Answer> {
	const settings = readSettings(context);
	// What was asked for and cannot be read is met by nobody.
	const { unknownChoices } = settings;
	if (unknownChoices.requiredProof.length > 0) {
		return { status: 503, reason: '“Required Proof” has a value that is not one of its choices' };
	}
	if (unknownChoices.events.length > 0) {
		return { status: 503, reason: '“Trigger On” has a value that is not one of its choices' };
	}
	if (settings.events.size === 0) return { status: 503, reason: '“Trigger On” names no event' };
	const request = context.getRequestObject();
	if (!mayCall(request.ip, settings.ipAllowList) && !isOwnTest(context)) {
		return { status: 403, reason: 'the IP address is not on the allow list' };
	}
	const body = await readCallBody(context);
	if (body === 'tooLarge') return { status: 413, reason: 'the body is too large' };
	const client = new CredasClient(context);
	const credential = await readCallCredential(context, client);
	if (!credential) return { status: 503, reason: 'the credential cannot be read' };
	const query = readQuery(request.url);
	const { signature, carried } = proveCarried(
		{ query, headers: request.headers, webhookId: context.getNode().webhookId },
		callSecretsOf(credential),
	);
	const unproved = judgeCarriedProofs(carried, settings.requiredProof);
	if (unproved) return unproved;

	const callback = body.json && decodeCallback(body.json);
	if (!callback) return { status: 400, reason: 'the body is not a callback of Credas' };
	if (!settings.events.has(callback.event)) return acknowledgement('Received.');

	const isAsked =
		isReadBackNeeded(settings) || (settings.includeProcess && callback.processId !== undefined);
	const isProved = Object.values(carried).includes('passed');
	const readBack: ReadBack = isAsked
		? await readBackCallback(client, callback, { limits: triggerLimits(context), isProved })
		: { verdict: 'notAsked' };
	const bound = { ...carried, signedUrl: proveBinding(signature, callback, readBack) };
	const refused =
		judgeBinding(bound.signedUrl, callback, settings.requiredProof) ??
		judgeReadBack(readBack, {
			...settings,
			carried: bound,
			credential: client.credentialName,
		}) ??
		judgeJourney(settings.journeyIds, callback, readBack);
	if (refused) return refused;

	const call = { callback, query, carried: bound, readBack, rawBody: body.raw };
	const delivery = deliveryOf(call, settings);
	return settings.ignoreDuplicates
		? await startOnce(context, delivery)
		: startExecution({ json: delivery.json });
}

/** A call that may start the workflow. */
interface ProvedCall {
	callback: CredasCallback;
	query: URLSearchParams;
	carried: CarriedProofs;
	readBack: ReadBack;
	rawBody: Buffer;
}

function deliveryOf(
	{ callback, query, carried, readBack, rawBody }: ProvedCall,
	settings: TriggerSettings,
): Delivery {
	const process = readBack.verdict === 'confirmed' ? readBack.process : undefined;
	const key = deliveryKeyOf(callback, process);
	const proofs = describeProofs(readBack, carried);
	const claimed = describeClaim(callback, query);
	const json = describeCallback({
		callback,
		claimed,
		readBack,
		proof: proofs,
		deliveryKey: key.value,
		receivedAt: new Date(),
		includeProcess: settings.includeProcess,
		rawBody: settings.rawBody ? rawBody.toString('utf8') : undefined,
	});
	return { key, proofs, claimed: comparableClaim(claimed), json };
}
