import { NodeApiError, type IDataObject, type INode } from 'n8n-workflow';

import { asRecord } from '../../shared/unknownInput';

/**
 * Takes an answer that must be one object. Throws a NodeApiError when it is something else, which happens when
 * the address is not a Credas portal.
 */
export function expectObject(node: INode, answer: unknown, doing: string): IDataObject {
	const object = asRecord(answer);
	if (object) return object as IDataObject;
	throw unexpectedAnswer(node, doing);
}

/** Takes an answer that must be a list of objects. Throws a NodeApiError when it is something else. */
export function expectList(node: INode, answer: unknown, doing: string): IDataObject[] {
	if (Array.isArray(answer)) return answer.filter((entry) => asRecord(entry)) as IDataObject[];
	throw unexpectedAnswer(node, doing);
}

const unexpectedAnswer = (node: INode, doing: string) =>
	new NodeApiError(
		node,
		{},
		{
			message: `Credas could not ${doing}: its answer has another shape than documented`,
			description: 'Check the Environment and Base URL of the credential.',
		},
	);
