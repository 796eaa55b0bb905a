import type { IDataObject } from 'n8n-workflow';

import { omitUndefined } from '../../shared/values/omitUndefined';

import type { DecodedEvent } from './decode';
import type { DeliveryProofs } from './prove';

/** A delivery that may start the workflow, with all that is known of it. */
export interface ProvedDelivery {
	event: DecodedEvent;
	/** What the user says of the registration; the delivery's own word comes first. */
	environment?: string;
	deliveryKey: string;
	receivedAt: Date;
	proof: DeliveryProofs;
	/** The body as sent, when the user wants it in the item. */
	rawBody?: string;
}

/** Makes the item that the trigger emits. */
export function describeEvent({
	event,
	environment,
	deliveryKey,
	receivedAt,
	proof,
	rawBody,
}: ProvedDelivery): IDataObject {
	return omitUndefined({
		...event,
		environment: event.environment ?? environment,
		deliveryKey,
		receivedAt: receivedAt.toISOString(),
		proof,
		rawBody,
	});
}
