/** Builds a path; every id in it is encoded, because some carry a plus (`DEFAULT+12`) and texts may carry anything. */
export function path(fixedParts: TemplateStringsArray, ...ids: string[]): string {
	return String.raw({ raw: fixedParts }, ...ids.map(encodeURIComponent));
}
