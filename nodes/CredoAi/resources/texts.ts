import { NodeOperationError, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { asIdentifier } from '../../shared/unknownInput';

/** Reads a text that must be there. Throws a NodeOperationError when it is empty. */
export function textIn(
	context: IExecuteFunctions,
	{ name, displayName }: INodeProperties,
	itemIndex: number,
): string {
	const text = asIdentifier(context.getNodeParameter(name, itemIndex, ''));
	if (text !== undefined) return text;
	throw new NodeOperationError(context.getNode(), `“${displayName}” is empty`, {
		description: 'Enter a text, or map it from an earlier node.',
		itemIndex,
	});
}
