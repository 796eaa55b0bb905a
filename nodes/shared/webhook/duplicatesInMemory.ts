import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { rememberedNames, type DeliveryKey } from './deliveryKey';
import { ledgerOf, settleByAnswer } from './deliveryLedger';
import { nodeOf } from './perNode';
import type { Proofs } from './proof';
import { acknowledge, startExecution } from './reply';

/** A delivery that may start the workflow. */
export interface Delivery {
	key: DeliveryKey;
	proofs: Proofs;
	/** What the trigger emits for it. */
	json: IDataObject;
}

/**
 * Starts an execution for a delivery, unless the same one was acknowledged before with at least as much proof: a repeat
 * gets its 200 and starts nothing. While the editor listens for a test event, every call starts one, since a person
 * asked for it.
 */
export async function startOnce(
	context: IWebhookFunctions,
	{ key, proofs, json }: Delivery,
): Promise<IWebhookResponseData> {
	if (context.getMode() === 'manual') return startExecution({ json });

	const ledger = ledgerOf(...nodeOf(context));
	const names = rememberedNames(key.value, proofs);
	const claim = await ledger.claim(names, key.lifetimeMilliseconds);
	if (claim.repeat) return acknowledge(context, 'Already received.');

	// A caller that has hung up meanwhile may never come again, so its delivery starts all the same; if it does
	// come again, the trigger's own execute() knows the key.
	settleByAnswer(claim, context.getResponseObject());
	return startExecution({ json });
}
