import type { Request, Response } from 'express';
import { WebhookContext } from 'n8n-core';
import {
	isExpression,
	type IRunExecutionData,
	type IWebhookData,
	type IWebhookResponseData,
	type WorkflowExecuteMode,
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
	{ webhookDescription }: IWebhookData,
	{ workflowData, webhookResponse, noWebhookResponse }: IWebhookResponseData,
): void {
	if (noWebhookResponse === true) return;
	const body =
		workflowData === undefined
			? (webhookResponse ?? { message: 'Webhook call received' })
			: bodyOfStarted(webhookDescription.responseData ?? 'firstEntryJson', webhookResponse);
	response.status(Number(webhookDescription.responseCode ?? 200));
	if (typeof body === 'string') response.send(body);
	else response.json(body);
}

/** Throws when a webhook's description asks for what these tests do not play. */
export function assertPlayable({ webhookDescription }: IWebhookData): void {
	const { responseMode = 'onReceived', responseData, responseCode } = webhookDescription;
	const hasExpression = [responseMode, responseData, responseCode].some(isExpression);
	if (hasExpression || responseMode !== 'onReceived') {
		throw new Error('The engine tests serve literal webhook descriptions with mode onReceived');
	}
}

function bodyOfStarted(responseData: string, webhookResponse: unknown): unknown {
	if (responseData === 'noData') return undefined;
	if (responseData !== '') return responseData;
	return webhookResponse ?? { message: 'Workflow was started' };
}
