import {
	isExpression,
	NodeHelpers,
	type IHttpRequestMethods,
	type IWebhookData,
	type IWebhookDescription,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import type { WorkflowUnderTest } from './nodeUnderTest';

/** The webhooks of a node, with the paths that n8n would serve. Throws when one is beyond what is played here. */
export function nodeWebhooks(
	{ workflow, node }: WorkflowUnderTest,
	surroundings: IWorkflowExecuteAdditionalData,
): IWebhookData[] {
	const { description } = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	return (description.webhooks ?? []).map((webhookDescription) => {
		assertPlayable(webhookDescription);
		const { httpMethod, path, restartWebhook } = webhookDescription;
		return {
			httpMethod: httpMethod as IHttpRequestMethods,
			node: node.name,
			path: NodeHelpers.getNodeWebhookPath(workflow.id, node, path, false, restartWebhook),
			webhookDescription,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: surroundings,
		};
	});
}

/** What a description may hold that changes nothing for a caller, or is played. */
const played = new Set([
	'name',
	'httpMethod',
	'path',
	'responseMode',
	'responseData',
	'restartWebhook',
	'ndvHideUrl',
	'ndvHideMethod',
]);

function assertPlayable(description: IWebhookDescription): void {
	const { httpMethod, path, responseMode, responseData } = description;
	const isLiteral = ![httpMethod, path].some(isExpression) && /^[A-Z]+$/.test(httpMethod);
	const isAnsweredByNode = responseMode === 'onReceived' && responseData === '';
	const others = Object.keys(description).filter((name) => !played.has(name));
	if (!isLiteral || !isAnsweredByNode || others.length > 0) {
		throw new Error(
			`The engine tests serve webhooks that are literal and answered by the node, not ${JSON.stringify(description)}`,
		);
	}
}
