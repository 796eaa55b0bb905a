import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { asIdentifier } from './unknownInput';

/**
 * Reads an id parameter (text or resource locator) of an item, ready for a path. Throws a NodeOperationError
 * when it is empty.
 */
export function readId(
	context: IExecuteFunctions,
	name: string,
	displayName: string,
	itemIndex: number,
): string {
	const id = asIdentifier(context.getNodeParameter(name, itemIndex, '', { extractValue: true }));
	if (id !== undefined) return id;
	throw new NodeOperationError(context.getNode(), `“${displayName}” is empty`, {
		description: 'Enter an ID, or map it from an earlier node.',
		itemIndex,
	});
}
