/** `useCaseId` -> `use_case_id`: what users fill in, as Credo AI's REST API names it. */
export function toSnakeCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `use_case_id` -> `useCaseId`: what the REST API sends, as Credo AI's webhooks name it. */
export function toCamelCase(name: string): string {
	// What follows may be missing, or a long line of underscores would be tried from each of them.
	return name.replace(/_+([a-z0-9]?)/gi, (found, letter: string) => letter.toUpperCase() || found);
}

/** `comment_created` -> `Comment created`: a code of Credo AI as people read it. */
export function toWords(code: string): string {
	const words = code.replaceAll('_', ' ').trim();
	return words.charAt(0).toUpperCase() + words.slice(1);
}
