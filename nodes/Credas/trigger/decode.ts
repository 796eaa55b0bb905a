import type { GenericValue, IDataObject } from 'n8n-workflow';

import {
	asId,
	asInteger,
	asRecord,
	asText,
	isGuid,
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
interface ResultCallback extends AnyCallback {
	event: 'resultUpdated';
	processId?: string;
	updateType?: number;
	/** The parsed `Payload` with camelCase keys; its fields vary by `updateType`. */
	payload?: IDataObject;
}

/** Somebody who is on a watch list has raised an alert (Credas: Ongoing monitoring webhooks). */
interface AlertCallback extends AnyCallback {
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
const asGuid = (value: unknown) => {
	const text = asId(value);
	return text !== undefined && isGuid(text) ? text : undefined;
};

/** Deeper than anything Credas sends: a hostile body must not exhaust the stack. */
const deepestLevel = 16;

/** As one of these, 0 names nothing. */
const idOrType = /(id|updatetype|payload)$/i;

const emptyText = /^(null|0{8}(-0{4}){3}-0{12})?$/i;

/**
 * Whether a member says nothing, also where it is written as text: null, an empty text, the empty guid, 0 as an id or a
 * type, and a list or an object with nothing else in it.
 */
function saysNothing(name: string, value: unknown, level = 0): boolean {
	if (typeof value === 'string') {
		const text = value.trim();
		if (emptyText.test(text)) return true;
		const parsed = /^["[{]/.test(text) ? parseShallowJson(text) : undefined;
		if (parsed !== undefined) return level < deepestLevel && saysNothing(name, parsed, level + 1);
	}
	if (typeof value !== 'object') return asInteger(value) === 0 && idOrType.test(name);
	if (value === null) return true;
	if (level >= deepestLevel) return false;
	return Object.entries(value).every(([key, each]) => saysNothing(key, each, level + 1));
}

/** Leaves out the members that count as not sent, because they say nothing. */
const present = (body: UnknownRecord): UnknownRecord =>
	Object.fromEntries(Object.entries(body).filter(([name, value]) => !saysNothing(name, value)));

/** Gives what was sent under a name, in any casing; of two that differ in casing only, the first. */
type Sent = (name: string) => unknown;

const sentIn = (...bodies: UnknownRecord[]): Sent => {
	const byName = new Map<string, unknown>();
	for (const [key, value] of bodies.flatMap((body) => Object.entries(body))) {
		const name = key.toLowerCase();
		if (!byName.has(name)) byName.set(name, value);
	}
	return (name) => byName.get(name.toLowerCase());
};

/** How each field is read that Credas documents for one of its callbacks. */
const readFields = (sent: Sent) => ({
	processId: asGuid(sent('processId')),
	entityId: asGuid(sent('entityId')),
	clientId: asId(sent('clientId')),
	processActorId: asRowNumber(sent('processActorId')),
	status: asInteger(sent('status')),
	statusDescription: asText(sent('statusDescription')),
	smsStatus: asInteger(sent('smsStatus')),
	smsStatusDescription: asText(sent('smsStatusDescription')),
	emailStatus: asInteger(sent('emailStatus')),
	emailStatusDescription: asText(sent('emailStatusDescription')),
	updateType: asInteger(sent('updateType')),
});

type Fields = ReturnType<typeof readFields>;

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
const withOtherFields = <const T extends object>(fields: T, body: UnknownRecord) => {
	const known = new Set(
		Object.entries(fields).flatMap(([name, value]) =>
			value === undefined ? [] : name.toLowerCase(),
		),
	);
	const others = Object.entries(body).filter(([key]) => !known.has(key.toLowerCase()));
	return { ...fields, otherFields: camelCaseKeys(others) };
};

function decodeProcess(read: Fields, body: UnknownRecord): ProcessCallback | undefined {
	const { processId, clientId, entityId, status, statusDescription } = read;
	// What claims no status cannot be held against the process.
	if (processId === undefined || status === undefined) return undefined;

	const event = status === completeStatus ? 'processComplete' : 'processOther';
	const fields = { processId, clientId, entityId, status, statusDescription };
	return withOtherFields({ event, ...fields }, body);
}

function decodeInvite(read: Fields, body: UnknownRecord): InviteCallback | undefined {
	const { processId, processActorId, clientId, entityId } = read;
	if (processId === undefined || processActorId === undefined) return undefined;

	const { smsStatus, smsStatusDescription, emailStatus, emailStatusDescription } = read;
	const delivery = { smsStatus, smsStatusDescription, emailStatus, emailStatusDescription };
	const fields = { processId, processActorId, clientId, entityId, ...delivery };
	return withOtherFields({ event: 'inviteUpdated', ...fields }, body);
}

/** Who is meant may stand in the payload, which Credas sends as JSON text within the JSON, or beside it. */
function decodeResult(
	sent: unknown,
	{ updateType }: Fields,
	body: UnknownRecord,
): ResultCallback | undefined {
	const payload = asRecord(typeof sent === 'string' ? parseShallowJson(sent) : sent);
	const { processId, clientId, entityId } = readFields(sentIn(present(payload ?? {}), body));
	if (processId === undefined && entityId === undefined) return undefined;

	const content = payload && camelCaseKeys(Object.entries(payload));
	const fields = { processId, clientId, entityId, updateType, payload: content };
	return withOtherFields({ event: 'resultUpdated', ...fields }, body);
}

/** Two ids and nothing else: whatever says more is not this callback. */
function decodeAlert(
	{ entityId, clientId }: Fields,
	body: UnknownRecord,
): AlertCallback | undefined {
	const isWhole = Object.keys(body).length === 2;
	const ofClient = asGuid(clientId);
	if (entityId === undefined || ofClient === undefined || !isWhole) return undefined;
	return { event: 'monitoringAlert', entityId, clientId: ofClient, otherFields: {} };
}

/**
 * Recognises which of Credas' four callbacks a body is, by the fields that only that kind has. A field that says nothing,
 * in whatever spelling, counts as not sent. Gives undefined when it is none of them, or lacks the ids by which it could be
 * looked up, or the status of the process.
 */
export function decodeCallback(callback: UnknownRecord): CredasCallback | undefined {
	const body = present(callback);
	const sent = sentIn(body);
	const fields = readFields(sent);
	const has = (...names: string[]) => names.some((name) => sent(name) !== undefined);

	if (has('updateType', 'payload')) return decodeResult(sent('payload'), fields, body);
	const isInvite = has('smsStatus', 'emailStatus') || !has('status');
	if (isInvite && fields.processActorId !== undefined) return decodeInvite(fields, body);
	if (has('processId')) return decodeProcess(fields, body);
	return decodeAlert(fields, body);
}
