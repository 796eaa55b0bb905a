import type { Resource } from '../../../shared/node/operations';
import type { CredoAiClient } from '../../client/client';

import { create } from './create';
import { deleteUseCase } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { moveStage } from './moveStage';
import { moveStep } from './moveStep';
import { setRiskClassification } from './setRiskClassification';
import { update } from './update';

/** A use of AI that is governed. */
export const useCase: Resource<CredoAiClient> = {
	name: 'Use Case',
	value: 'useCase',
	operations: [
		create,
		deleteUseCase,
		get,
		getAll,
		moveStage,
		moveStep,
		setRiskClassification,
		update,
	],
};
