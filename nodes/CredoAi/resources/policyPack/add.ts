import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredoAiClient } from '../../client/client';
import { policyPackField, useCaseIdField } from '../locators';
import { present, simplifyField } from '../presentation';

import { addPolicyPack } from './requests';

/** Gives a policy pack to a use case, which gets its controls. */
export const add: Operation<CredoAiClient> = {
	name: 'Add',
	value: 'add',
	action: 'Add policy pack to a use case',
	description: 'Give a policy pack with its controls to a use case',
	properties: [useCaseIdField, policyPackField, simplifyField, optionsField()],
	creates: { name: 'policy packs', id: 'id' },

	async prepare({ item, client }) {
		const useCaseId = item.id(useCaseIdField);
		const [, key, version] = /^(.+)\+(\d{1,9})$/.exec(item.text(policyPackField)) ?? [];
		if (key === undefined) {
			throw item.refuse(
				'“Policy Pack” is not a key with a version',
				'Choose it from the list, or enter both with a plus between them, e.g. EU-AI-ACT+2.',
			);
		}
		const attributes = { key, version: Number(version) };
		return async () => present(item, await addPolicyPack(client, useCaseId, attributes));
	},
};
