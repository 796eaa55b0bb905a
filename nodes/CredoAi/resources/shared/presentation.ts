import type { IDataObject } from 'n8n-workflow';

import { simplifyField } from '../../../shared/node/fields';
import type { Run } from '../../../shared/node/operations';
import { asRecord } from '../../../shared/values/unknownInput';
import type { CredoAiClient } from '../../client/client';
import { linkagesOf, type JsonApiResource, type Kinds, type Linkage } from '../../client/jsonApi';
import { toCamelCase } from '../../client/letterCase';

/** What a resource is shown for. */
export interface Showing {
	client: CredoAiClient;
	/** Whether it is going to be simplified. */
	isSimplified: boolean;
}

/**
 * Takes something out of a resource before it is shown, or adds what its numbers and IDs stand for. It may have been
 * created or changed by then, so this must not throw.
 */
export type Show = (
	resource: JsonApiResource,
	showing: Showing,
) => JsonApiResource | Promise<JsonApiResource>;

/**
 * Gives what shows a resource the way the item asks for. To be called before anything is sent: throws a NodeOperationError
 * where the item does not say which way that is.
 */
export function presentationOf(
	{ item, client }: Run<CredoAiClient>,
	show: Show = asItIs,
): (resource: JsonApiResource) => Promise<IDataObject> {
	const isSimplified = item.flag(simplifyField);
	return async (resource) => {
		const shown = await show(resource, { client, isSimplified });
		return isSimplified ? simplify(shown, client.kinds) : asSent(shown);
	};
}

const asItIs: Show = (resource) => resource;

/**
 * Makes one flat object of a resource: its id, its attributes in camelCase as Credo AI's webhooks write them, and
 * its related ids (`reviewIds`, `creatorId`); related resources that came along stand next to them (`reviews`). Of a
 * resource with many attributes only the main ones stay. Only the names of the attributes change, never what is
 * inside them.
 */
export function simplify(resource: JsonApiResource, kinds: Kinds): IDataObject {
	const { id, type, attributes } = resource;
	const { mainFields, more } = kinds.get(type) ?? {};
	const named = Object.entries(attributes).map(([name, value]) => [toCamelCase(name), value]);
	// The id comes first, and no attribute takes its place.
	const all: IDataObject = { id, ...Object.fromEntries(named), ...more?.(attributes) };
	all.id = id;
	const names = mainFields?.filter((name) => Object.hasOwn(all, name));
	const own = names ? Object.fromEntries(names.map((name) => [name, all[name]])) : all;
	// The related ones come last, yet never in place of an attribute of the same name.
	return { ...own, ...relatedOf(resource, kinds), ...own };
}

/** Gives a resource as the document had it, with the related resources that came along. */
export function asSent({ included, ...resource }: JsonApiResource): IDataObject {
	return included.length > 0 ? { ...resource, included: included.map(asSent) } : { ...resource };
}

const nameOf = ({ type, id }: Linkage) => `${type} ${id}`;

function relatedOf({ relationships, included }: JsonApiResource, kinds: Kinds): IDataObject {
	const show = (resource: JsonApiResource) => simplify(resource, kinds);
	// Searched for each link, a long list would cost its length squared.
	const byName = new Map(included.map((one) => [nameOf(one), one]));
	const related: IDataObject = {};
	for (const [relationship, linkage] of Object.entries(relationships)) {
		if (asRecord(linkage)?.data === undefined) continue;

		const links = linkagesOf(linkage);
		const resources = links.flatMap((link) => byName.get(nameOf(link)) ?? []);
		const name = toCamelCase(relationship);
		if (Array.isArray(asRecord(linkage)?.data)) {
			related[`${name.replace(/s$/, '')}Ids`] = links.map(({ id }) => id);
			if (resources.length > 0) related[name] = resources.map(show);
		} else {
			related[`${name}Id`] = links[0]?.id ?? null;
			if (resources[0]) related[name] = show(resources[0]);
		}
	}
	return related;
}
