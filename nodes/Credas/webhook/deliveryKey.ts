import type { INodeExecutionData } from 'n8n-workflow';

import type { UnknownRecord } from '../../shared/values/unknownInput';
import { keyLifetime, keyOfContent, type DeliveryKey } from '../../shared/webhook/deliveryKey';

import type { CredasCallback } from './decode';
import type { ProcessState } from './readBack';

const forTenMinutes = (value: string): DeliveryKey => ({
	value,
	lifetimeMilliseconds: keyLifetime.tenMinutes,
});

/**
 * Gives what names a delivery. Only a process whose completion date is known has a name for ever: opened again,
 * it completes again with another date, and that is news. Everything else can honestly come again.
 */
export function deliveryKeyOf(
	callback: CredasCallback,
	body: UnknownRecord,
	process?: ProcessState,
): DeliveryKey {
	if (callback.event === 'inviteUpdated') {
		const { processActorId, smsStatus, emailStatus } = callback;
		return forTenMinutes([processActorId, smsStatus, emailStatus].join(':'));
	}
	if (callback.event === 'resultUpdated' || callback.status === undefined) {
		return keyOfContent(body);
	}
	const name = `${callback.processId.toLowerCase()}:${callback.status}`;
	if (process?.dateCompleted === undefined) return forTenMinutes(name);
	return { value: `${name}:${process.dateCompleted}`, lifetimeMilliseconds: keyLifetime.durable };
}

/** Says whether an item's key names one delivery for ever, so that it may be kept beyond a restart. */
export function hasDurableKey({ json }: INodeExecutionData): boolean {
	return /^[0-9a-f-]{36}:-?\d+:./.test(String(json.deliveryKey));
}
