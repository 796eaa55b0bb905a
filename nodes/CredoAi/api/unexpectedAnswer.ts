import { NodeApiError, type INode } from 'n8n-workflow';

import { adviceWhenDoubtful, type CredoAiPurpose } from './credoAiError';

/** The error for an answer that is no document as documented, which happens when another server answers. */
export function unexpectedAnswer(
	node: INode,
	{ doing, lookUp, itemIndex }: CredoAiPurpose,
): NodeApiError {
	return new NodeApiError(
		node,
		{},
		{
			message: `Credo AI could not ${doing}: its answer has another shape than documented`,
			description: lookUp
				? adviceWhenDoubtful(lookUp)
				: 'Check the Base URL of the credential: something else seems to answer there.',
			itemIndex,
		},
	);
}
