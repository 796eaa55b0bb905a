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

	const response = context.getResponseObject();
	settleByAnswer(claim, response);
	// The caller left while a copy of its delivery was being answered; it comes again.
	if (response.closed) return { noWebhookResponse: true };
	return startExecution(item);
}
