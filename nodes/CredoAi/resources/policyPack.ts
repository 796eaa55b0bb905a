import type { IDataObject } from 'n8n-workflow';

import { path } from '../../shared/http/path';
import { simplifyField } from '../../shared/node/fields';
import { optionsField } from '../../shared/node/options';
import {
	asIdentifier,
	asInteger,
	asRecord,
	type UnknownRecord,
} from '../../shared/values/unknownInput';
import type { CredoAiClient } from '../client/client';
import type { JsonApiResource } from '../client/jsonApi';
import { adviseOnFilters, ignoredFilter, readPages, type ResourceList } from '../client/paging';

import { filters } from './shared/collections';
import { flagField, plainFilter, textField } from './shared/fields';
import { label, searchIn } from './shared/lists';
import { locator, required } from './shared/locator';
import { createOperation, getAllOperation } from './shared/operations';
import type { Room } from './shared/room';
import { useCaseIdField } from './useCase/useCaseField';

const policyPackField = required(
	locator({
		displayName: 'Policy Pack',
		name: 'policyPack',
		description: 'A policy pack and its version',
		searchListMethod: 'searchPolicyPacks',
		byId: { displayName: 'By Key and Version', placeholder: 'e.g. EU-AI-ACT+2' },
	}),
);

/** The policy packs that use cases can get; no pages and no order are documented. */
export const policyPackList = (query: IDataObject): ResourceList => ({
	path: '/policy_packs',
	type: 'policy_packs',
	query,
	wording: { doing: 'list the policy packs', advise: adviseOnFilters },
});

const add = createOperation({
	name: 'Add',
	value: 'add',
	action: 'Add a policy pack to a use case',
	description: 'Add a policy pack with its controls to a use case',
	properties: [useCaseIdField, policyPackField, simplifyField, optionsField()],
	creates: 'policy packs',
	type: 'use_case_policy_packs',
	doing: 'add the policy pack',
	parameter: 'Policy Pack',
	advice: {
		422: 'Check “Policy Pack”: it must exist in this version, and the use case may have it already; see Use Case > Get.',
	},
	lookUp: 'Look for it with Use Case > Get, with “Policy Packs” under “Include”',
	request(item) {
		const useCaseId = item.id(useCaseIdField);
		const [, key, version] = /^(.+)\+([^+]+)$/.exec(item.text(policyPackField)) ?? [];
		if (key === undefined || version === undefined) {
			throw item.refuse(
				'“Policy Pack” is not a key with a version',
				'Choose it from the list, or enter both with a plus between them, e.g. EU-AI-ACT+2.',
			);
		}
		return {
			path: path`/use_cases/${useCaseId}/policy_packs`,
			// A whole number as published for what is sent, a text where the list of packs gave one.
			attributes: { key, version: asInteger(version) ?? version },
		};
	},
});

const getAll = getAllOperation({
	action: 'Get many policy packs',
	description: 'Get the policy packs that can be added to use cases',
	filters: filters([
		plainFilter(
			flagField({
				displayName: 'Archived',
				name: 'archived',
				description: 'Whether the packs are archived',
			}),
		),
		plainFilter(
			flagField({
				displayName: 'Custom',
				name: 'custom',
				description: 'Whether your tenant made the packs itself',
			}),
		),
		plainFilter(
			flagField({
				displayName: 'Deprecated',
				name: 'deprecated',
				description: 'Whether the packs are deprecated',
			}),
		),
		plainFilter(
			textField({
				displayName: 'Description',
				name: 'description',
				description: 'A part of the description',
			}),
		),
		plainFilter(
			textField({ displayName: 'Name', name: 'name', description: 'A part of the name' }),
		),
	]),
	list: (_item, query) => (client, limit) => readPolicyPacks(client, query, limit),
});

// The interface of 2025 knew none of the filters, and a pack does not say what it is. So each is asked for the other way
// round, too: what comes both ways was not filtered.
async function* readPolicyPacks(
	client: CredoAiClient,
	query: IDataObject,
	limit: number,
): AsyncGenerator<JsonApiResource[]> {
	const list = policyPackList(query);
	const others = new Map<string, string>();
	for (const [name, filter] of flags) {
		const value = query[`filter[${name}]`];
		if (value === undefined) continue;
		const opposite = { ...query, [`filter[${name}]`]: String(value !== 'true') };
		for await (const page of readPages(client, policyPackList(opposite), Infinity)) {
			for (const { id } of page) others.set(id, filter);
		}
	}
	for await (const page of readPages(client, list, limit)) {
		for (const { id, attributes } of page) {
			const ignored = others.get(id) ?? ignoredPart(query, asRecord(attributes.info));
			if (ignored !== undefined) throw ignoredFilter(client, list.wording, ignored);
		}
		yield page;
	}
}

const flags = [
	['archived', 'Archived'],
	['custom', 'Custom'],
	['deprecated', 'Deprecated'],
] as const;

/** The filter for a part of a text that is not in a pack's text. */
function ignoredPart(query: IDataObject, info: UnknownRecord = {}): string | undefined {
	const [, ignored] =
		(
			[
				['name', 'Name'],
				['description', 'Description'],
			] as const
		).find(([name]) => {
			const [part, text] = [query[`filter[${name}]`], info[name]];
			if (typeof part !== 'string' || typeof text !== 'string') return false;
			return !text.toLowerCase().includes(part.toLowerCase());
		}) ?? [];
	return ignored;
}

/** A law or a standard, as controls. */
export const policyPack: Room = {
	name: 'Policy Pack',
	value: 'policyPack',
	operations: [add, getAll],
	// Its controls and its specification fill pages.
	kinds: { policy_packs: { mainFields: ['id', 'key', 'version', 'kind', 'info', 'metadata'] } },
	listSearch: {
		searchPolicyPacks: searchIn(
			() => policyPackList({}),
			({ attributes: { info, key, version } }) => {
				const [keyText, versionText] = [asIdentifier(key), asIdentifier(version)];
				if (keyText === undefined || versionText === undefined) return [];
				const value = `${keyText}+${versionText}`;
				return [{ name: label(asRecord(info)?.name, value), value }];
			},
		),
	},
};
