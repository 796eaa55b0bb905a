import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { asIdentifier } from './unknownInput';

/**
 * Reads an id parameter (text or resource locator) of an item, ready for a path. Throws a NodeOperationError
 * when it is empty or no ID.
 */
export function readId(
	context: IExecuteFunctions,
	name: string,
	displayName: string,
	itemIndex: number,
): string {
	const id = asIdentifier(context.getNodeParameter(name, itemIndex, '', { extractValue: true }));
	// Dots cannot be encoded: in a path they would step out to another resource.
	if (id !== undefined && !/^\.{1,2}$/.test(id)) return id;
	const what = id === undefined ? 'empty' : 'not an ID';
	throw new NodeOperationError(context.getNode(), `“${displayName}” is ${what}`, {
		description: 'Enter an ID, or map it from an earlier node.',
		itemIndex,
	});
}
