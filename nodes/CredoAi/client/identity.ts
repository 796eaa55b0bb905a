import { asIdentifier } from '../../shared/values/unknownInput';

import { linkagesOf, type JsonApiResource } from './jsonApi';

/** What was asked for, as far as it is known. */
interface Asked {
	/** The path of the request, which names the use case or the review that the answer belongs to. */
	path: string;
	type?: string;
	id?: string;
}

/**
 * Whether a resource is what was asked for, or belongs into the list that was: it has the type and the ID, and names no
 * other use case and no other review than the path does, neither in its attributes nor in its relationships.
 */
export function isAsked(
	{ id, type, attributes, relationships }: JsonApiResource,
	asked: Asked,
): boolean {
	if (asked.type !== undefined && type !== asked.type) return false;
	if (asked.id !== undefined && id !== asked.id) return false;
	const [, owner, ownerId] = /^\/(use_cases|use_case_reviews)\/([^/]+)\//.exec(asked.path) ?? [];
	if (owner === undefined || ownerId === undefined) return true;
	const names = owner === 'use_cases' ? ['use_case'] : ['review', 'use_case_review'];
	const named = names.flatMap((name) => [
		asIdentifier(attributes[`${name}_id`]) ?? [],
		linkagesOf(relationships[name]).map((link) => link.id),
	]);
	return named.flat().every((one) => encodeURIComponent(one) === ownerId);
}
