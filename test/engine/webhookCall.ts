import type { Request, Response } from 'express';
import { WebhookContext } from 'n8n-core';
import type {
	IRunExecutionData,
	IWebhookData,
	IWebhookResponseData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import type { WorkflowUnderTest } from './nodeUnderTest';

/** Calls a node's webhook() in n8n's webhook context. */
export async function callWebhook(
	{ workflow, node }: WorkflowUnderTest,
	webhook: IWebhookData,
	[request, response]: [Request, Response],
	mode: WorkflowExecuteMode,
	data: IRunExecutionData | null,
): Promise<IWebhookResponseData> {
	const nodeType = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	if (nodeType.webhook === undefined) throw new Error('The node has no webhook()');
	const surroundings = {
		...webhook.workflowExecuteAdditionalData,
		httpRequest: request,
		httpResponse: response,
	};
	const context = new WebhookContext(workflow, node, surroundings, mode, webhook, [], data);
	return await nodeType.webhook.call(context);
}

/** Answers a call with what the node returned, unless the node answered itself. */
export function answerCall(
	response: Response,
	{ workflowData, webhookResponse, noWebhookResponse }: IWebhookResponseData,
): void {
	if (noWebhookResponse === true) return;
	const message = workflowData === undefined ? 'Webhook call received' : 'Workflow was started';
	const body: unknown = webhookResponse ?? { message };
	if (typeof body === 'string') response.send(body);
	else response.json(body);
}
