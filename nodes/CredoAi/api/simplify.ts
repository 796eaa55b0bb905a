import type { IDataObject } from 'n8n-workflow';

import { asRecord } from '../../shared/values/unknownInput';

import { linkagesOf, type JsonApiResource } from './jsonApi';
import { toCamelCase } from './letterCase';
import { plainText } from './lexicalText';

/**
 * Makes one flat object of a resource: its id, its attributes in camelCase as Credo AI's webhooks write them, and
 * its related ids (`reviewIds`, `creatorId`); related resources that came along stand beside them (`reviews`).
 * Only the names of the attributes change, never what is inside them.
 */
export function simplify(resource: JsonApiResource): IDataObject {
	const { id, attributes } = resource;
	const own: IDataObject = { id };
	for (const [name, value] of Object.entries(attributes)) {
		if (name !== 'id') own[toCamelCase(name)] = value;
	}
	Object.assign(own, readableDescription(resource));
	// The related ones come last, yet never in place of an attribute of the same name.
	return { ...own, ...relatedOf(resource), ...own };
}

/** Gives a resource as the document had it, with the related resources that came along. */
export function asSent({ included, ...resource }: JsonApiResource): IDataObject {
	return included.length > 0 ? { ...resource, included: included.map(asSent) } : { ...resource };
}

function readableDescription({ type, attributes }: JsonApiResource): IDataObject {
	const { description } = attributes;
	if (type !== 'use_cases' || typeof description !== 'string') return {};
	return { descriptionText: plainText(description) };
}

function relatedOf({ relationships, included }: JsonApiResource): IDataObject {
	const related: IDataObject = {};
	for (const [relationship, linkage] of Object.entries(relationships)) {
		if (asRecord(linkage)?.data === undefined) continue;

		const links = linkagesOf(linkage);
		const resources = links.flatMap(
			(link) => included.find(({ type, id }) => type === link.type && id === link.id) ?? [],
		);
		const name = toCamelCase(relationship);
		if (Array.isArray(asRecord(linkage)?.data)) {
			related[`${name.replace(/s$/, '')}Ids`] = links.map(({ id }) => id);
			if (resources.length > 0) related[name] = resources.map(simplify);
		} else {
			related[`${name}Id`] = links[0]?.id ?? null;
			if (resources[0]) related[name] = simplify(resources[0]);
		}
	}
	return related;
}
