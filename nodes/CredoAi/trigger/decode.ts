import type { IDataObject } from 'n8n-workflow';

import { asId, asRecord, asText, type UnknownRecord } from '../../shared/values/unknownInput';

import { documentedEvents } from './events';

/** What a delivery of Credo AI says, in the same shape for every generation of its payloads. */
export interface DecodedEvent {
	/** The event's name without prefix and suffix, e.g. `use_case_review_status_updated`. */
	event: string;
	/** The `type` as sent. */
	eventType: string;
	useCaseId?: string;
	reviewId?: string;
	data: IDataObject;
	user?: IDataObject;
	time?: string;
	source?: string;
	subject?: string;
	environment?: string;
}

/** The longest text that is searched for a name, in characters; genuine ones have some sixty. */
const maximumLength = 1_000;

const parts = (dotted: string) => dotted.split('.').filter(Boolean);

const containsInARow = (haystack: string[], needle: string[]) =>
	haystack.some((_, start) => needle.every((part, index) => haystack[start + index] === part));

/**
 * Finds the event's name: among the dot-separated parts of `type` wherever it stands there (a custom name may
 * itself have several parts), else in `data.eventType` or `data.eventName`, where a comment only says what
 * became of it. `wanted` are the names that the trigger listens to. A `type` without any name that is wanted or
 * documented stays as it is, since nothing listens to it.
 */
export function eventNameOf(type: string, data: UnknownRecord, wanted: string[]): string {
	const known = [...wanted, ...documentedEvents.map(({ value }) => value)]
		.map((name) => ({ name, parts: parts(name) }))
		// The longest first: a custom name may contain another one.
		.sort((one, other) => other.parts.length - one.parts.length);

	const places = [type, asText(data.eventType), asText(data.eventName)]
		.filter((text) => text !== undefined && text.length <= maximumLength)
		.map((text = '') => parts(text));
	const found = places.map((place) => known.find((it) => containsInARow(place, it.parts)));
	return found.find(Boolean)?.name ?? type;
}

/**
 * Gives the id that an event's data holds under one of some names, which are given in lower case: its webhooks write
 * `useCaseId`, its API `use_case_id`, and a comment `parentUseCaseReview_id`. Undefined where two do not agree.
 */
function idIn(data: UnknownRecord, names: string[]): string | undefined {
	const values = Object.entries(data)
		.filter(([name]) => names.includes(name.replaceAll('_', '').toLowerCase()))
		.flatMap(([, value]) => asId(value) ?? []);
	const [id, ...others] = new Set(values);
	return others.length === 0 ? id : undefined;
}

/** Reads a delivery's envelope; undefined when it has no `type`, which every generation has. */
export function decodeEvent(envelope: UnknownRecord, wanted: string[]): DecodedEvent | undefined {
	const eventType = asText(envelope.type);
	if (eventType === undefined) return undefined;

	const data = asRecord(envelope.data) ?? {};
	return {
		event: eventNameOf(eventType, data, wanted),
		eventType,
		useCaseId: idIn(data, ['usecaseid']),
		reviewId: idIn(data, ['reviewid', 'usecasereviewid']) ?? idIn(data, ['parentusecasereviewid']),
		data: data as IDataObject,
		user: asRecord(data.user) as IDataObject | undefined,
		time: asText(envelope.time),
		source: asText(envelope.source),
		subject: asText(envelope.subject),
		environment: asText(envelope.environment),
	};
}
