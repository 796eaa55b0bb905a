import { UserError } from 'n8n-workflow';

/**
 * Builds the path of a request. Every id in every path goes through here and is encoded, because some contain a plus
 * (`DEFAULT+12`) and a user's text may contain anything. Throws a UserError for `.` and `..`: dots cannot be encoded,
 * and in a path they would lead to another resource.
 */
export function path(fixedParts: TemplateStringsArray, ...ids: string[]): string {
	return String.raw({ raw: fixedParts }, ...ids.map(encodeId));
}

/** Whether a text can stand in a path as an id. */
export function isPathSegment(text: string): boolean {
	return text !== '' && !/^\.{1,2}$/.test(text);
}

function encodeId(id: string): string {
	if (isPathSegment(id)) return encodeURIComponent(id);
	throw new UserError(`“${id}” is not an ID`);
}
