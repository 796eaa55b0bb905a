import { path } from '../../shared/http/path';
import { simplifyField } from '../../shared/node/fields';
import { optionsField } from '../../shared/node/options';
import { asObjects, asRecord, asText } from '../../shared/values/unknownInput';
import { CredoAiClient } from '../client/client';
import { attemptPage, type ResourceList } from '../client/paging';

import { policyPackList } from './policyPack';
import { updateFields } from './shared/collections';
import { dueDate, timezone } from './shared/fields';
import { label, searchIn } from './shared/lists';
import { locator, required } from './shared/locator';
import { getAllOperation, updateOperation } from './shared/operations';
import type { Room } from './shared/room';
import { chosenUseCase, useCaseIdField } from './useCase/useCaseField';
import { teams, users } from './usersAndTeams';

const type = 'use_case_controls';

/** The control that an operation is about. */
export const controlIdField = required(
	locator({
		displayName: 'Control',
		name: 'controlId',
		description: 'A control of the use case; Control > Get Many gives the IDs',
		searchListMethod: 'searchControls',
	}),
);

/** The controls of a use case; no pages and no order are documented. */
const controlList = (useCaseId: string): ResourceList => ({
	path: path`/use_cases/${useCaseId}/controls`,
	type,
	wording: { doing: 'list the controls', parameter: 'Use Case' },
});

const getAll = getAllOperation({
	action: 'Get many controls',
	description: 'Get the controls of a use case with their status',
	before: [useCaseIdField],
	list: (item) => controlList(item.id(useCaseIdField)),
});

const changes = updateFields([dueDate, teams, timezone, users]);

const update = updateOperation({
	action: 'Update a control',
	description: 'Change the due date or the people of a control',
	properties: [useCaseIdField, controlIdField, simplifyField, changes.property, optionsField()],
	type,
	doing: 'update the control',
	parameter: 'Control',
	advice: {
		422: 'Check “Update Fields”: users and teams must exist, and values must be ones Credo AI knows.',
	},
	request({ item }) {
		const id = item.id(controlIdField);
		const attributes = changes.read(item);
		const useCaseId = item.id(useCaseIdField);
		return {
			path: path`/use_cases/${useCaseId}/controls/${id}`,
			id,
			attributes,
			confirmed: { id },
		};
	},
});

/** Reads what the controls of all policy packs are called, by their keys; a control has no title of its own. */
async function readTitles(client: CredoAiClient): Promise<Map<string, string>> {
	const attempt = await attemptPage(client, policyPackList({}), {});
	if (!('value' in attempt)) return new Map();
	const controls = attempt.value.resources.flatMap(({ attributes }) =>
		asObjects(attributes.controls),
	);
	return new Map(
		controls.flatMap(({ key, title, name, info }): Array<[string, string]> => {
			const found = asText(title) ?? asText(name) ?? asText(asRecord(info)?.name);
			return found === undefined ? [] : [[String(key), found]];
		}),
	);
}

/** What a policy pack asks of a use case. */
export const control: Room = {
	name: 'Control',
	value: 'control',
	operations: [getAll, update],
	kinds: {
		[type]: {
			mainFields: [
				'id',
				'controlKey',
				'policyPackKey',
				'status',
				'useCaseId',
				'dueDate',
				'timezone',
				'compliances',
				'insertedAt',
				'updatedAt',
			],
		},
	},
	listSearch: {
		async searchControls(words, cursor) {
			const titles = await readTitles(new CredoAiClient(this));
			const search = searchIn(
				(context) => controlList(chosenUseCase(context)),
				({ id, attributes: { control_key: key, policy_pack_key, status } }) => {
					const title = titles.get(String(key));
					return [{ name: label(title, key, policy_pack_key, status) || id, value: id }];
				},
			);
			return await search.call(this, words, cursor);
		},
	},
};
