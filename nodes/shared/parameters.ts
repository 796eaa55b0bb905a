import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { asIdentifier } from './unknownInput';

/** Makes the error for a parameter that cannot be used: what is wrong, and what to do. */
export type Refuse = (message: string, description: string) => NodeOperationError;

/** Gives what makes the errors for an item's parameters. */
export function refuseFor(context: IExecuteFunctions, itemIndex: number): Refuse {
	return (message, description) =>
		new NodeOperationError(context.getNode(), message, { description, itemIndex });
}

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
	const refuse = refuseFor(context, itemIndex);
	throw refuse(`“${displayName}” is ${what}`, 'Enter an ID, or map it from an earlier node.');
}
