import type { INodeExecutionData } from 'n8n-workflow';

import { asText, type UnknownRecord } from '../../shared/values/unknownInput';
import {
	isKeyOfContent,
	keyLifetime,
	keyOfContent,
	type DeliveryKey,
} from '../../shared/webhook/deliveryKey';

// Svix's ids are short; anything longer would fill the memory of deliveries.
const maximumLength = 128;

/** Gives what names a delivery: Svix's message id, the same for every retry; without one, its content. */
export function deliveryKeyOf(svixId: unknown, body: UnknownRecord): DeliveryKey {
	const messageId = asText(svixId);
	return messageId !== undefined && messageId.length <= maximumLength && !isKeyOfContent(messageId)
		? { value: messageId, lifetimeMilliseconds: keyLifetime.durable }
		: keyOfContent(body);
}

/** Says whether an item's key names one delivery for good, so that it may be kept beyond a restart. */
export function hasDurableKey({ json }: INodeExecutionData): boolean {
	const key = asText(json.deliveryKey);
	return key !== undefined && !isKeyOfContent(key);
}
