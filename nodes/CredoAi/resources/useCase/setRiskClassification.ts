import { NodeOperationError } from 'n8n-workflow';

import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { asInteger } from '../../../shared/unknownInput';
import { path } from '../../api/path';
import { changeResource } from '../../api/resourceRequests';
import { idIn, levelField, useCaseIdField } from '../locators';
import { presentChange, simplifyField } from '../presentation';

/** Says how risky a use case is. */
export const setRiskClassification: Operation = {
	name: 'Set Risk Classification',
	value: 'setRiskClassification',
	action: 'Set risk classification of a use case',
	description: 'Set the risk level of a use case',
	properties: [useCaseIdField, levelField, simplifyField, optionsField()],

	async execute(itemIndex) {
		const id = idIn(this, useCaseIdField, itemIndex);
		const level = asInteger(idIn(this, levelField, itemIndex));
		if (level === undefined) {
			throw new NodeOperationError(
				this.getNode(),
				`“${levelField.displayName}” is not a whole number`,
				{ description: 'Choose a level from the list, or enter its number.', itemIndex },
			);
		}
		const useCase = await changeResource(
			this,
			path`/use_cases/${id}/risk_classification`,
			{ type: 'use_cases', attributes: { risk_classification_level: level } },
			{ doing: 'set the risk classification', parameter: levelField.displayName, itemIndex },
		);
		return [presentChange(this, itemIndex, useCase, { id, riskClassificationLevel: level })];
	},
};
