import { asRecord, isGuid } from '../../shared/values/unknownInput';
import { keyLifetime, keyOfContent, type DeliveryKey } from '../../shared/webhook/deliveryKey';
import { isFinalStatus } from '../resources/process/process';

import type { ProcessState } from './agreement';
import type { CredasCallback, InviteCallback, ProcessCallback } from './decode';

/**
 * Gives what names a delivery. Only a process whose completion date is known has a lasting name: opened again,
 * it completes again with another date, and that is news. Everything else can honestly come again. What a result
 * update says is hashed as it was read, so that neither blanks nor the casing of its keys make news of a repeat.
 */
export function deliveryKeyOf(callback: CredasCallback, process?: ProcessState): DeliveryKey {
	switch (callback.event) {
		case 'resultUpdated':
			return {
				...keyOfContent(asRecord(comparableClaim(callback)) ?? {}),
				subject: about(callback.entityId ?? callback.processId),
			};
		case 'monitoringAlert':
			return forTenMinutes(`${callback.entityId.toLowerCase()}:monitoringAlert`);
		case 'inviteUpdated':
			return {
				...forTenMinutes(nameOfInvite(callback)),
				subject: about(`${callback.processId}:${callback.processActorId}`),
			};
		default:
			return keyOfProcess(callback, process);
	}
}

/** More than can honestly change about one person within ten minutes: who knows their id could make up any number. */
const mostChanges = 50;

const about = (id = '') => ({ name: `about ${id.toLowerCase()}`, most: mostChanges });

const forTenMinutes = (value: string): DeliveryKey => ({
	value,
	lifetimeMilliseconds: keyLifetime.tenMinutes,
});

function nameOfInvite(callback: InviteCallback): string {
	const { processId, entityId = '', processActorId, smsStatus, emailStatus } = callback;
	const invited = [processId.toLowerCase(), entityId.toLowerCase(), processActorId];
	return [...invited, smsStatus, emailStatus].join(':');
}

/**
 * A completion that was first seen without its date is the same one for ten minutes, and so is the other way round; two
 * dates are two completions.
 */
function keyOfProcess({ processId, status }: ProcessCallback, process?: ProcessState): DeliveryKey {
	const name = `${processId.toLowerCase()}:${status}`;
	const dated = `${name}:dated`;
	const date = isFinalStatus(status) === false ? undefined : readDate(process?.dateCompleted);
	if (date === undefined) return { ...forTenMinutes(name), repeats: [dated] };
	return {
		value: `${name}:${date}`,
		lifetimeMilliseconds: keyLifetime.durable,
		repeats: [name],
		countsAs: [dated],
	};
}

const withoutZone = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/;

/** Reads a date, so that its spelling makes no news; Credas writes some without a zone. What is none stays as it is. */
function readDate(text: string | undefined): string | undefined {
	if (text === undefined) return undefined;
	const time = Date.parse(withoutZone.test(text) ? `${text}Z` : text);
	// The year 1 stands for no date.
	if (time <= 0) return undefined;
	return Number.isNaN(time) ? text : new Date(time).toISOString();
}

/** Gives what a call claims in a form in which two spellings of an id are one. */
export function comparableClaim(claimed: unknown): unknown {
	if (typeof claimed === 'string') return isGuid(claimed) ? claimed.toLowerCase() : claimed;
	if (typeof claimed !== 'object' || claimed === null) return claimed;
	if (Array.isArray(claimed)) return claimed.map(comparableClaim);
	return Object.fromEntries(
		Object.entries(claimed).map(([name, value]) => [name, comparableClaim(value)]),
	);
}
