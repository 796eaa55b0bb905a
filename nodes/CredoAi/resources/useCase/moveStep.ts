import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { path } from '../../api/path';
import { changeResource } from '../../api/resourceRequests';
import { idIn, useCaseIdField } from '../locators';
import { presentChange, simplifyField } from '../presentation';
import { textIn } from '../texts';
import { stepChoices } from './fields';

const stepField: INodeProperties = {
	displayName: 'Step',
	name: 'step',
	type: 'options',
	required: true,
	options: stepChoices,
	default: 'assessment',
	description: 'The step of its workflow stage that the use case moves to',
};

/** Moves a use case to another step of its workflow stage. */
export const moveStep: Operation = {
	name: 'Move to Step',
	value: 'moveStep',
	action: 'Move use case to a step',
	description: 'Move a use case to another step of its workflow stage',
	properties: [useCaseIdField, stepField, simplifyField, optionsField()],

	async execute(itemIndex) {
		const id = idIn(this, useCaseIdField, itemIndex);
		const step = textIn(this, stepField, itemIndex);
		const useCase = await changeResource(
			this,
			path`/use_cases/${id}/step`,
			{ type: 'use_cases', attributes: { workflow_stage_step: step } },
			{ doing: 'move the use case', parameter: stepField.displayName, itemIndex },
		);
		return [presentChange(this, itemIndex, useCase, { id, workflowStageStep: step })];
	},
};
