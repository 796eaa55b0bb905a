import type { GenericValue, IDataObject } from 'n8n-workflow';

import {
	asIdentifier,
	asInteger,
	asRecord,
	asText,
	parseJson,
	type UnknownRecord,
} from '../../shared/values/unknownInput';
import { completeStatus } from '../resources/process/process';

/** What a callback may say whatever its kind. */
interface AnyCallback {
	clientId?: string;
	entityId?: string;
	/** What this version has no name for, with camelCase keys. */
	otherFields: IDataObject;
}

/** A process was completed, deleted, or came to another status (Credas: Process webhooks). */
export interface ProcessCallback extends AnyCallback {
	event: 'processComplete' | 'processOther';
	processId: string;
	status: number;
	statusDescription?: string;
}

/** The delivery of an invite changed (Credas: Process actor webhooks). */
export interface InviteCallback extends AnyCallback {
	event: 'inviteUpdated';
	processId: string;
	processActorId: number;
	smsStatus?: number;
	smsStatusDescription?: string;
	emailStatus?: number;
	emailStatusDescription?: string;
}

/** A result was changed by the portal's users or by Credas' back office (Credas: Status update webhooks). */
export interface ResultCallback extends AnyCallback {
	event: 'resultUpdated';
	processId?: string;
	updateType?: number;
	/** The parsed `Payload` with camelCase keys; its fields vary by `updateType`. */
	payload?: IDataObject;
}

/** One call of Credas, whatever the casing of its keys. */
export type CredasCallback = ProcessCallback | InviteCallback | ResultCallback;

/** Process, entity and client ids are guids (Credas: API terminology). Nothing else may reach a path. */
const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const asGuid = (value: unknown) => {
	const text = asText(value);
	return text !== undefined && guidPattern.test(text) ? text : undefined;
};

/** Gives a field's value by its name in any casing; of two that differ in casing only, the first. */
type Fields = (name: string) => unknown;

const fieldsOf = (body: UnknownRecord): Fields => {
	const byName = new Map<string, unknown>();
	for (const [key, value] of Object.entries(body)) {
		const name = key.toLowerCase();
		if (!byName.has(name)) byName.set(name, value);
	}
	return (name) => byName.get(name.toLowerCase());
};

/** Deeper than anything Credas sends: a hostile body must not exhaust the stack. */
const deepestLevel = 16;

const camelCase = (key: string) =>
	key.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase());

const camelCaseValue = (value: unknown, level: number): GenericValue => {
	if (typeof value !== 'object' || value === null) return value as GenericValue;
	if (level > deepestLevel) return undefined;
	if (Array.isArray(value)) return value.map((entry) => camelCaseValue(entry, level + 1));
	return camelCaseKeys(Object.entries(value), level);
};

const camelCaseKeys = (entries: Array<[string, unknown]>, level = 0): IDataObject =>
	Object.fromEntries(
		entries
			.filter(([key]) => key !== '__proto__')
			.map(([key, value]) => [camelCase(key), camelCaseValue(value, level + 1)]),
	);

/** Adds to the fields that could be read everything else that was sent. */
const withOtherFields = <T extends object>(fields: T, body: UnknownRecord) => {
	const known = new Set(
		Object.entries(fields).flatMap(([name, value]) =>
			value === undefined ? [] : name.toLowerCase(),
		),
	);
	const others = Object.entries(body).filter(
		([key, value]) => value !== null && !known.has(key.toLowerCase()),
	);
	return { ...fields, otherFields: camelCaseKeys(others) };
};

function decodeProcess(body: UnknownRecord, field: Fields): ProcessCallback | undefined {
	const processId = asGuid(field('processId'));
	const status = asInteger(field('status'));
	// What claims no status cannot be held against the process.
	if (processId === undefined || status === undefined) return undefined;

	const fields = {
		event: status === completeStatus ? ('processComplete' as const) : ('processOther' as const),
		processId,
		clientId: asIdentifier(field('clientId')),
		entityId: asGuid(field('entityId')),
		status,
		statusDescription: asText(field('statusDescription')),
	};
	return withOtherFields(fields, body);
}

function decodeInvite(body: UnknownRecord, field: Fields): InviteCallback | undefined {
	const processId = asGuid(field('processId'));
	const processActorId = asInteger(field('processActorId'));
	if (processId === undefined || processActorId === undefined) return undefined;

	const fields = {
		event: 'inviteUpdated' as const,
		processId,
		processActorId,
		clientId: asIdentifier(field('clientId')),
		entityId: asGuid(field('entityId')),
		smsStatus: asInteger(field('smsStatus')),
		smsStatusDescription: asText(field('smsStatusDescription')),
		emailStatus: asInteger(field('emailStatus')),
		emailStatusDescription: asText(field('emailStatusDescription')),
	};
	return withOtherFields(fields, body);
}

function decodeResult(body: UnknownRecord, field: Fields): ResultCallback | undefined {
	// Credas sends the payload as JSON text within the JSON.
	const sent = field('payload');
	const payload = asRecord(typeof sent === 'string' ? parseJson(sent) : sent);
	const inPayload = fieldsOf(payload ?? {});
	const either = (name: string) => inPayload(name) ?? field(name);
	const [processId, entityId] = [asGuid(either('processId')), asGuid(either('entityId'))];
	if (processId === undefined && entityId === undefined) return undefined;

	const fields = {
		event: 'resultUpdated' as const,
		processId,
		clientId: asIdentifier(either('clientId')),
		entityId,
		updateType: asInteger(field('updateType')),
		payload: payload && camelCaseKeys(Object.entries(payload)),
	};
	return withOtherFields(fields, body);
}

/**
 * Recognises which of Credas' three callbacks a body is, by the fields that only that kind has. Gives undefined
 * when it is none of them, or lacks the ids by which it could be looked up, or the status of the process.
 */
export function decodeCallback(body: UnknownRecord): CredasCallback | undefined {
	const field = fieldsOf(body);
	const has = (...names: string[]) => names.some((name) => field(name) !== undefined);

	if (has('updateType', 'payload')) return decodeResult(body, field);
	if (has('processActorId', 'smsStatus', 'emailStatus')) return decodeInvite(body, field);
	return decodeProcess(body, field);
}
