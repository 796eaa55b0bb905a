import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { keyLifetime, namesOfDelivery, withLastingNames, type ProvedDelivery } from './deliveryKey';
import { ledgerOf, settleByAnswer } from './deliveryLedger';
import { acknowledgement, startExecution, type Answer } from './reply';

/** A delivery that may start the workflow. */
export interface Delivery extends ProvedDelivery {
	/** What the trigger emits for it. */
	json: IDataObject;
}

/**
 * Starts an execution for a delivery, unless the same one was acknowledged before with at least as much proof: a repeat
 * gets its 200 and starts nothing. While the editor listens for a test event, every call starts one, since a person
 * asked for it. Of calls that claim different things about one delivery only the first five start; the rest are logged.
 */
export async function startOnce(context: IWebhookFunctions, delivery: Delivery): Promise<Answer> {
	const { key, json } = delivery;
	if (context.getMode() === 'manual') return startExecution({ json });

	const ledger = ledgerOf(context);
	const names = namesOfDelivery(delivery);
	const claim = await ledger.claim(names, key.lifetimeMilliseconds);
	if (claim.repeat) {
		// What can honestly come again may be another event, which the sender is not to lose.
		if (claim.isOneTooMany && key.lifetimeMilliseconds !== keyLifetime.durable) {
			const reason = 'too many calls say different things about the same subject';
			return { status: 503, reason };
		}
		if (claim.isOneTooMany) warnOfClaims(context);
		return acknowledgement('Already received.');
	}

	// A caller that has hung up meanwhile may never come again, so its delivery starts all the same. If it does come
	// again, the trigger's own execute() knows the key, but for one that counts for ten minutes only.
	settleByAnswer(claim, context.getResponseObject(), {
		keptOnHangUp: key.lifetimeMilliseconds !== keyLifetime.durable,
	});
	return startExecution(withLastingNames({ json }, key, names));
}

function warnOfClaims(context: IWebhookFunctions): void {
	const { id: workflowId, name: workflow } = context.getWorkflow();
	const { id: nodeId, name } = context.getNode();
	context.logger.warn(
		`${name} in workflow “${workflow}” has started for as many calls as it takes that say different things about the same event, and ignored one more`,
		{ workflowId, nodeId },
	);
}
