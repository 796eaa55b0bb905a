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
