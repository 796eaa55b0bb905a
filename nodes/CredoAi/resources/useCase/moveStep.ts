import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredoAiClient } from '../../client/client';
import { useCaseIdField } from '../locators';
import { presentChange, simplifyField } from '../presentation';

import { stepChoices } from './fields';
import { moveUseCaseToStep } from './requests';

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
export const moveStep: Operation<CredoAiClient> = {
	name: 'Move to Step',
	value: 'moveStep',
	action: 'Move use case to a step',
	description: 'Move a use case to another step of its workflow stage',
	properties: [useCaseIdField, stepField, simplifyField, optionsField()],

	async execute({ item, client }) {
		const id = item.id(useCaseIdField);
		const step = item.text(stepField);
		const useCase = await moveUseCaseToStep(client, id, step);
		return presentChange(item, useCase, { id, workflowStageStep: step });
	},
};
