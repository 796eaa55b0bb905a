/** An object of which nothing is known but that it is one. */
export type UnknownRecord = Readonly<Record<string, unknown>>;

/** Gives the value when it is an object with named values (no array, no null, no Buffer). */
export function asRecord(value: unknown): UnknownRecord | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	if (Array.isArray(value) || Buffer.isBuffer(value)) return undefined;
	return value as UnknownRecord;
}

/** Gives the value when it is a list, else an empty list. */
export function asList(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/** Gives the trimmed text when there is any. */
export function asText(value: unknown): string | undefined {
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	return text === '' ? undefined : text;
}

/** Gives a whole number, also when it comes as its decimal text (a query parameter, a quoted number). */
export function asInteger(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
	const text = asText(value);
	if (text === undefined || !/^-?\d{1,15}$/.test(text)) return undefined;
	return Number(text);
}

/** Gives an identifier, which services send as text or as a number. */
export function asIdentifier(value: unknown): string | undefined {
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : asText(value);
}

/** Reads JSON text; gives `undefined` for anything that is none. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
