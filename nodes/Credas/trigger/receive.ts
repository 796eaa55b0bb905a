import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { readCallBody } from '../../shared/webhook/body';
import { readCallCredential } from '../../shared/webhook/callCredential';
import { startOnce } from '../../shared/webhook/duplicatesInMemory';
import { acknowledge, answerCall, refuse, startExecution } from '../../shared/webhook/reply';
import { CredasClient } from '../client/client';

import { decodeCallback, type CredasCallback } from './decode';
import { comparableClaim, deliveryKeyOf } from './deliveryKey';
import { mayCall } from './ipAllowList';
import { describeCallback, describeClaim, readQuery } from './item';
import { judgeBinding, judgeCarriedProofs, judgeJourney, judgeReadBack } from './judge';
import { describeProofs, proveBinding, proveCarried, type CarriedProofs } from './prove';
import { readBackCallback, type ReadBack } from './readBack';
import { triggerLimits } from './readBackLimits';
import {
	callSecretsOf,
	credentialNameOf,
	isReadBackNeeded,
	readSettings,
	type TriggerSettings,
} from './settings';
import { isOwnTest } from './testEvent';

/** A call that may start the workflow. */
interface ProvedCall {
	callback: CredasCallback;
	query: URLSearchParams;
	carried: CarriedProofs;
	readBack: ReadBack;
	rawBody: Buffer;
}

async function start(
	context: IWebhookFunctions,
	{ includeProcess, rawBody: includeRawBody, ignoreDuplicates }: TriggerSettings,
	{ callback, query, carried, readBack, rawBody }: ProvedCall,
): Promise<IWebhookResponseData> {
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
		includeProcess,
		rawBody: includeRawBody ? rawBody.toString('utf8') : undefined,
	});
	return ignoreDuplicates
		? await startOnce(context, { key, proofs, claimed: comparableClaim(claimed), json })
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
	// What was asked for and cannot be read is met by nobody.
	if (settings.unknownChoices.requiredProof.length > 0) {
		return refuse(context, 503, '“Required Proof” has a value that is not one of its choices');
	}
	if (settings.events.size === 0) return refuse(context, 503, '“Trigger On” names no event');
	const request = context.getRequestObject();
	if (!mayCall(request.ip, settings.ipAllowList) && !isOwnTest(context)) {
		return refuse(context, 403, 'the IP address is not on the allow list');
	}
	const body = await readCallBody(context);
	if (body === 'tooLarge') return refuse(context, 413, 'the body is too large');
	const client = new CredasClient(context);
	const credential = await readCallCredential(context, client);
	if (!credential) return refuse(context, 503, 'the credential cannot be read');
	const query = readQuery(request.url);
	const { signature, carried } = proveCarried(
		{ query, headers: request.headers, webhookId: context.getNode().webhookId },
		callSecretsOf(credential),
	);
	const unproved = judgeCarriedProofs(carried, settings.requiredProof);
	if (unproved) return refuse(context, unproved.status, unproved.reason);

	const callback = body.json && decodeCallback(body.json);
	if (!callback) return refuse(context, 400, 'the body is not a callback of Credas');
	if (!settings.events.has(callback.event)) return acknowledge(context, 'Received.');

	const isAsked =
		isReadBackNeeded(settings) || (settings.includeProcess && callback.processId !== undefined);
	const isProved = Object.values(carried).includes('passed');
	const readBack: ReadBack = isAsked
		? await readBackCallback(client, callback, { limits: triggerLimits(context), isProved })
		: { verdict: 'notAsked' };
	const bound = { ...carried, signedUrl: proveBinding(signature, callback, readBack) };
	const { requiredProof, journeyIds } = settings;
	const refused =
		judgeBinding(bound.signedUrl, callback, requiredProof) ??
		judgeReadBack(readBack, {
			...settings,
			carried: bound,
			credential: credentialNameOf(context),
		}) ??
		judgeJourney(journeyIds, callback, readBack);
	if (refused === 'notSelected') return acknowledge(context, 'Received.');
	if (refused) return refuse(context, refused.status, refused.reason);

	return await start(context, settings, {
		callback,
		query,
		carried: bound,
		readBack,
		rawBody: body.raw,
	});
}
