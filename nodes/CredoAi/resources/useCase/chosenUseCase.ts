import { NodeOperationError, type ILoadOptionsFunctions } from 'n8n-workflow';

import { asIdentifier } from '../../../shared/values/unknownInput';

/** Gives the id of the use case that the editor shows. Throws a NodeOperationError while none is chosen. */
export function chosenUseCase(context: ILoadOptionsFunctions): string {
	const chosen = context.getCurrentNodeParameter('useCaseId', { extractValue: true });
	const id = asIdentifier(chosen);
	if (id !== undefined && !id.startsWith('=')) return id;
	throw new NodeOperationError(context.getNode(), 'Choose the use case first', {
		description: 'The list shows what belongs to the use case chosen above.',
	});
}
