import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredoAiClient } from '../../client/client';
import { levelField, useCaseIdField } from '../locators';
import { presentChange, simplifyField } from '../presentation';

import { setRiskClassificationOf } from './requests';

/** Says how risky a use case is. */
export const setRiskClassification: Operation<CredoAiClient> = {
	name: 'Set Risk Classification',
	value: 'setRiskClassification',
	action: 'Set risk classification of a use case',
	description: 'Set the risk level of a use case',
	properties: [useCaseIdField, levelField, simplifyField, optionsField()],

	async execute({ item, client }) {
		const id = item.id(useCaseIdField);
		const advice = 'Choose a level from the list, or enter its number.';
		const level = item.wholeNumber(levelField, advice);
		const useCase = await setRiskClassificationOf(client, id, level);
		return presentChange(item, useCase, { id, riskClassificationLevel: level });
	},
};
