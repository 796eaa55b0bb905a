import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredoAiClient } from '../../client/client';
import { useCaseIdField, workflowStageIdField } from '../locators';
import { presentChange, simplifyField } from '../presentation';

import { moveUseCaseToStage } from './requests';

/** Moves a use case to another stage of the workflow. */
export const moveStage: Operation<CredoAiClient> = {
	name: 'Move to Stage',
	value: 'moveStage',
	action: 'Move use case to a stage',
	description: 'Move a use case to another stage of the workflow',
	properties: [useCaseIdField, workflowStageIdField, simplifyField, optionsField()],

	async execute({ item, client }) {
		const id = item.id(useCaseIdField);
		const workflowStageId = item.id(workflowStageIdField);
		const useCase = await moveUseCaseToStage(client, id, workflowStageId);
		return presentChange(item, useCase, { id, workflowStageId });
	},
};
