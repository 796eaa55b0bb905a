import type { IDataObject } from 'n8n-workflow';

/** An object about which nothing else is known. */
export type UnknownRecord = Readonly<Record<string, unknown>>;

/** Gives the value when it is an object with named values (not an array, not null, not a Buffer). */
export function asRecord(value: unknown): UnknownRecord | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	if (Array.isArray(value) || Buffer.isBuffer(value)) return undefined;
	return value as UnknownRecord;
}

/** Gives the value when it is a list, else an empty list. */
export function asList(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/** Gives the objects in a list; none for what is not a list. */
export function asObjects(value: unknown): IDataObject[] {
	return asList(value).filter((entry): entry is IDataObject => asRecord(entry) !== undefined);
}

/** Gives the trimmed text when there is any. */
export function asText(value: unknown): string | undefined {
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	return text === '' ? undefined : text;
}

/** Gives a whole number, also when it comes as decimal text (a query parameter, a quoted number). */
export function asInteger(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
	const text = asText(value);
	if (text === undefined || !/^-?\d{1,15}$/.test(text)) return undefined;
	return Number(text);
}

/** Gives an identifier as text; services send them as text or as numbers. */
export function asIdentifier(value: unknown): string | undefined {
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : asText(value);
}

/** Whether a text is a guid, a UUID by its other name. */
export function isGuid(text: string): boolean {
	return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

const emptyGuid = '00000000-0000-0000-0000-000000000000';

/** Gives an id as text. Null, an empty text, 0 and the empty guid name nothing, so they count as absent. */
export function asId(value: unknown): string | undefined {
	const id = asIdentifier(value);
	return id === '0' || id === emptyGuid ? undefined : id;
}

/** Gives true or false, also when it comes as its text, in any case, or as 1 or 0; undefined for anything else. */
export function asFlag(value: unknown): boolean | undefined {
	const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
	if (word === true || word === 'true' || word === 1 || word === '1') return true;
	if (word === false || word === 'false' || word === 0 || word === '0') return false;
	return undefined;
}

/**
 * Says what a value is that is neither text nor number, e.g. `a list`: where an expression gives one, calling it empty
 * would help nobody. Undefined for text, a number, and what is absent.
 */
export function kindOf(value: unknown): string | undefined {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'boolean') return String(value);
	if (typeof value === 'number' && !Number.isFinite(value)) return 'no number';
	if (typeof value !== 'object' || value === null) return undefined;
	return value instanceof Date || 'isLuxonDateTime' in value ? 'a date' : 'an object';
}

/** Parses JSON text; gives `undefined` for anything that is not JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** How deep a text may be nested; genuine callbacks have five levels, and n8n cannot read thousands of them again. */
const maximumDepth = 100;

/** Parses JSON text from outside; gives `undefined` for anything that is not JSON, or is nested deeper than 100 levels. */
export function parseShallowJson(text: string): unknown {
	return isShallow(text) ? parseJson(text) : undefined;
}

// Before it is parsed: a hundred thousand brackets take the parser half a second.
function isShallow(json: string): boolean {
	let depth = 0;
	let isInString = false;
	for (let index = 0; index < json.length && depth <= maximumDepth; index++) {
		const character = json.charAt(index);
		if (character === '"') isInString = !isInString;
		else if (isInString) index += character === '\\' ? 1 : 0;
		else if (character === '{' || character === '[') depth++;
		else if (character === '}' || character === ']') depth--;
	}
	return depth <= maximumDepth;
}
