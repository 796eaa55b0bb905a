import { keyLifetime, keyOfContent, type DeliveryKey } from '../../shared/webhook/deliveryKey';

import type { CredasCallback } from './decode';
import type { ProcessState } from './readBack';

const forTenMinutes = (value: string): DeliveryKey => ({
	value,
	lifetimeMilliseconds: keyLifetime.tenMinutes,
});

/**
 * Gives what names a delivery. Only a process whose completion date is known has a lasting name: opened again,
 * it completes again with another date, and that is news. Everything else can honestly come again. What a result
 * update says is hashed as it was read, so that neither blanks nor the casing of its keys make news of a repeat.
 */
export function deliveryKeyOf(callback: CredasCallback, process?: ProcessState): DeliveryKey {
	switch (callback.event) {
		case 'resultUpdated':
			return keyOfContent({ ...callback });
		case 'inviteUpdated': {
			const { processId, entityId = '', processActorId, smsStatus, emailStatus } = callback;
			const invited = [processId.toLowerCase(), entityId.toLowerCase(), processActorId];
			return forTenMinutes([...invited, smsStatus, emailStatus].join(':'));
		}
		default: {
			const name = `${callback.processId.toLowerCase()}:${callback.status}`;
			if (process?.dateCompleted === undefined) return forTenMinutes(name);
			const value = `${name}:${process.dateCompleted}`;
			return { value, lifetimeMilliseconds: keyLifetime.durable };
		}
	}
}
