import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { ledgerOf, settleByAnswer } from './deliveryLedger';
import { acknowledge, startExecution } from './webhookReply';

/** What tells one delivery from another. */
export interface DeliveryKey {
	value: string;
	/** How long a copy counts as a repeat, in milliseconds; see `keyLifetime`. */
	lifetimeMilliseconds: number;
}

/**
 * Starts an execution for a delivery, unless it was acknowledged before: a repeat gets its 200 and starts
 * nothing. While the editor listens for a test event every call starts one, since a person asked for it.
 */
export async function startOnce(
	context: IWebhookFunctions,
	key: DeliveryKey,
	item: INodeExecutionData,
): Promise<IWebhookResponseData> {
	if (context.getMode() === 'manual') return startExecution(item);

	const ledger = ledgerOf(String(context.getWorkflow().id), context.getNode().id);
	const claim = await ledger.claim(key.value, key.lifetimeMilliseconds);
	if (claim.repeat) return acknowledge(context, 'Already received.');

	// A caller that has left meanwhile may never come again, so its delivery starts all the same; if it does
	// come again, the trigger's own execute() knows the key.
	settleByAnswer(claim, context.getResponseObject());
	return startExecution(item);
}
