import { badRequest, invalid, Refusal } from './refusal';

/** Takes an attribute's value if it fits, else throws an `Unfit`. */
export type Reader<T> = (value: unknown) => T;

/** What is wrong with a value, worded to follow the attribute's name: `can't be blank`. */
class Unfit extends Error {}

type Shape = Readonly<Record<string, Reader<unknown>>>;
type Read<S extends Shape> = { [Name in keyof S]?: ReturnType<S[Name]> };
type ReadWith<S extends Shape, R extends keyof S> = Read<S> & {
	[Name in R]: ReturnType<S[Name]>;
};

/**
 * Reads `data.attributes` of a JSON:API request. Throws a 400 where the body has no such part, a 409 where it names another id
 * than `pathId`, and a 422 for unknown, missing or unfit attributes. `data.type` is not looked at: the service does not either.
 */
export function readAttributes<S extends Shape, R extends keyof S & string = never>(
	body: unknown,
	shape: S,
	{ required = [], pathId }: { required?: readonly R[]; pathId?: string } = {},
): ReadWith<S, R> {
	const data = isRecord(body) ? body['data'] : undefined;
	const attributes = isRecord(data) ? data['attributes'] : undefined;
	if (!isRecord(data) || !isRecord(attributes)) throw badRequest('data.attributes is missing');
	if (pathId !== undefined && data['id'] !== undefined && data['id'] !== pathId) {
		throw new Refusal(409, 2009, 'Conflict', 'data.id differs from the id in the path');
	}
	for (const name of required) {
		if (attributes[name] === undefined) throw invalid(`${name} can't be blank`);
	}
	const read = Object.entries(attributes).map(([name, value]) => [
		name,
		readOne(name, value, shape[name]),
	]);
	return Object.fromEntries(read) as ReadWith<S, R>;
}

/** Reads a form: fields beyond the shape are left alone, missing and unfit ones are a 422. */
export function readFields<S extends Shape>(
	form: unknown,
	shape: S,
): { [Name in keyof S]: ReturnType<S[Name]> } {
	const given = isRecord(form) ? form : {};
	const read = Object.entries(shape).map(([name, reader]) => [
		name,
		readOne(name, given[name], reader),
	]);
	return Object.fromEntries(read) as { [Name in keyof S]: ReturnType<S[Name]> };
}

function readOne(name: string, value: unknown, reader: Reader<unknown> | undefined): unknown {
	if (!reader) throw invalid(`${name} is not a known attribute`);
	try {
		return reader(value);
	} catch (fault) {
		if (fault instanceof Unfit) throw invalid(`${name} ${fault.message}`);
		throw fault;
	}
}

/** Tells an object from everything else that JSON knows, lists too. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string, which may be empty. */
export const text: Reader<string> = (value) => {
	if (typeof value === 'string') return value;
	throw new Unfit('is invalid: must be a string');
};

/** A string that holds more than spaces. */
export const filledText: Reader<string> = (value) => {
	if (text(value).trim() !== '') return text(value);
	throw new Unfit("can't be blank");
};

/** True or false. */
export const flag: Reader<boolean> = (value) => {
	if (typeof value === 'boolean') return value;
	throw new Unfit('is invalid: must be true or false');
};

/** A number without a fraction. */
export const wholeNumber: Reader<number> = (value) => {
	if (typeof value === 'number' && Number.isInteger(value)) return value;
	throw new Unfit('is invalid: must be an integer');
};

/** An object of whatever keys. */
export const record: Reader<Record<string, unknown>> = (value) => {
	if (isRecord(value)) return value;
	throw new Unfit('is invalid: must be an object');
};

/** Takes every value as it is. */
export const anything: Reader<unknown> = (value) => value;

/** A date or a time in ISO-8601; both are taken for due dates. */
export const isoDate: Reader<string> = (value) => {
	if (/^\d{4}-\d{2}-\d{2}/.test(text(value)) && !Number.isNaN(Date.parse(text(value)))) {
		return text(value);
	}
	throw new Unfit('is invalid: must be an ISO 8601 date');
};

/** The address of something on the web. */
export const httpUrl: Reader<string> = (value) => {
	const given = text(value);
	if (URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)) return given;
	throw new Unfit('is invalid: must be an http or https URL');
};

/** A list, empty or not, whose entries all fit. */
export function listOf<T>(item: Reader<T>): Reader<T[]> {
	return (value) => {
		if (Array.isArray(value)) return value.map(item);
		throw new Unfit('is invalid: must be a list');
	};
}

/** A list of at least one entry, all of which fit. */
export function filledListOf<T>(item: Reader<T>): Reader<T[]> {
	return (value) => {
		const items = listOf(item)(value);
		if (items.length > 0) return items;
		throw new Unfit("can't be empty");
	};
}

/** One of the texts that are allowed. */
export function oneOf<const T extends string>(allowed: readonly T[]): Reader<T> {
	return (value) => {
		const found = allowed.find((choice) => choice === value);
		if (found !== undefined) return found;
		throw new Unfit(`is invalid: must be one of ${allowed.join(', ')}`);
	};
}

/** What the reader takes, and null. */
export function orNull<T>(reader: Reader<T>): Reader<T | null> {
	return (value) => (value === null ? null : reader(value));
}
