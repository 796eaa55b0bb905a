import { createHash } from 'crypto';
import type { INodeExecutionData } from 'n8n-workflow';

import { keyLifetime } from '../../shared/deliveryLedger';
import type { DeliveryKey } from '../../shared/startOnce';
import { asText } from '../../shared/unknownInput';

const hashPrefix = 'sha256:';

/**
 * Gives what names a delivery: Svix's message id, the same for every retry; without one, a hash of the raw
 * body, which counts for ten minutes only because the same content can honestly come again.
 */
export function deliveryKeyOf(svixId: unknown, rawBody: Buffer): DeliveryKey {
	const messageId = asText(svixId);
	// Svix's ids are short; anything longer would fill the ledger.
	if (messageId !== undefined && messageId.length <= 128 && !messageId.startsWith(hashPrefix)) {
		return { value: messageId, lifetimeMilliseconds: keyLifetime.durable };
	}
	const hash = createHash('sha256').update(rawBody).digest('hex');
	return { value: `${hashPrefix}${hash}`, lifetimeMilliseconds: keyLifetime.tenMinutes };
}

/** Says whether an item's key names one delivery for ever, so that it may be kept beyond a restart. */
export function hasDurableKey({ json }: INodeExecutionData): boolean {
	const key = asText(json.deliveryKey);
	return key !== undefined && !key.startsWith(hashPrefix);
}
