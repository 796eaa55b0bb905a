import type { GenericValue, IDataObject } from 'n8n-workflow';

import {
	asId,
	asInteger,
	asRecord,
	asText,
	parseShallowJson,
	type UnknownRecord,
} from '../../shared/values/unknownInput';
import { asRowNumber } from '../client/ids';
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

/** Somebody who is on a watch list has raised an alert (Credas: Ongoing monitoring webhooks). */
export interface AlertCallback extends AnyCallback {
	event: 'monitoringAlert';
	processId?: undefined;
	entityId: string;
	clientId: string;
}

/** One call of Credas, whatever the casing of its keys. */
export type CredasCallback = ProcessCallback | InviteCallback | ResultCallback | AlertCallback;

/** Whether a callback is about the status of a process. */
export function isAboutProcess(callback: CredasCallback): callback is ProcessCallback {
	return callback.event === 'processComplete' || callback.event === 'processOther';
}

/** Process, entity and client ids are guids (Credas: API terminology). Nothing else may reach a path. */
const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const asGuid = (value: unknown) => {
	const text = asId(value);
	return text !== undefined && guidPattern.test(text) ? text : undefined;
};

/** Leaves out the members that count as not sent: null, an empty text, the empty guid, 0 as an id or a type. */
const present = (body: UnknownRecord): UnknownRecord =>
	Object.fromEntries(
		Object.entries(body).filter(([key, value]) =>
			typeof value === 'string'
				? !/^(0{8}(-0{4}){3}-0{12})?$/.test(value.trim())
				: value !== null && !(value === 0 && /(id|updatetype)$/i.test(key)),
		),
	);

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
	const others = Object.entries(body).filter(([key]) => !known.has(key.toLowerCase()));
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
		clientId: asId(field('clientId')),
		entityId: asGuid(field('entityId')),
		status,
		statusDescription: asText(field('statusDescription')),
	};
	return withOtherFields(fields, body);
}

function decodeInvite(body: UnknownRecord, field: Fields): InviteCallback | undefined {
	const processId = asGuid(field('processId'));
	const processActorId = asRowNumber(field('processActorId'));
	if (processId === undefined || processActorId === undefined) return undefined;

	const fields = {
		event: 'inviteUpdated' as const,
		processId,
		processActorId,
		clientId: asId(field('clientId')),
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
	const payload = asRecord(typeof sent === 'string' ? parseShallowJson(sent) : sent);
	const inPayload = fieldsOf(present(payload ?? {}));
	const either = (name: string) => inPayload(name) ?? field(name);
	const [processId, entityId] = [asGuid(either('processId')), asGuid(either('entityId'))];
	if (processId === undefined && entityId === undefined) return undefined;

	const fields = {
		event: 'resultUpdated' as const,
		processId,
		clientId: asId(either('clientId')),
		entityId,
		updateType: asInteger(field('updateType')),
		payload: payload && camelCaseKeys(Object.entries(payload)),
	};
	return withOtherFields(fields, body);
}

/** Two ids and nothing else: whatever says more is not this callback. */
function decodeAlert(body: UnknownRecord, field: Fields): AlertCallback | undefined {
	const entityId = asGuid(field('entityId'));
	const clientId = asGuid(field('clientId'));
	const isWhole = Object.keys(body).length === 2;
	if (entityId === undefined || clientId === undefined || !isWhole) return undefined;
	return { event: 'monitoringAlert', entityId, clientId, otherFields: {} };
}

/**
 * Recognises which of Credas' four callbacks a body is, by the fields that only that kind has. A field that is null, an
 * empty text or the empty guid counts as not sent, and so does 0 as an id. Gives undefined when it is none of them, or
 * lacks the ids by which it could be looked up, or the status of the process.
 */
export function decodeCallback(sent: UnknownRecord): CredasCallback | undefined {
	const body = present(sent);
	const field = fieldsOf(body);
	const has = (...names: string[]) => names.some((name) => field(name) !== undefined);

	if (has('updateType', 'payload')) return decodeResult(body, field);
	const isInvite = has('smsStatus', 'emailStatus') || !has('status');
	if (isInvite && asRowNumber(field('processActorId'))) return decodeInvite(body, field);
	if (has('processId')) return decodeProcess(body, field);
	return decodeAlert(body, field);
}
