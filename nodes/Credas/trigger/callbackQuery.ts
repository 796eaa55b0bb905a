import { signedParameters } from '../resources/process/signedUrl';

/**
 * Reads the query of a call's URL as it was sent. n8n's own parsing turns `a[b]=1` into objects and doubled
 * parameters into lists; here every name and every value stays text.
 */
export function readQuery(requestUrl: string): URLSearchParams {
	const start = requestUrl.indexOf('?');
	return new URLSearchParams(start === -1 ? '' : requestUrl.slice(start));
}

/** Gives every parameter but our own signature as plain text; the values of a doubled one are joined by commas. */
export function emittedQuery(query: URLSearchParams): Record<string, string> {
	const values = new Map<string, string[]>();
	for (const [name, value] of query) {
		const ofName = values.get(name);
		if (ofName) ofName.push(value);
		else values.set(name, [value]);
	}
	values.delete(signedParameters.signature);
	values.delete('__proto__');
	return Object.fromEntries([...values].map(([name, ofName]) => [name, ofName.join(',')]));
}
