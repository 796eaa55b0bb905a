import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** The HTTP status with which a call is turned away. */
export type RefusalStatus = 400 | 401 | 403 | 413 | 415 | 503;

/** What the caller is told: enough to correct an honest mistake, nothing that helps a forger. */
const refusalTexts: Record<RefusalStatus, string> = {
	400: 'The body is not a callback this address understands.',
	401: 'This call is not authorised.',
	403: 'This call is not accepted.',
	413: 'The body is too large for a callback.',
	415: 'Send JSON or a form.',
	503: 'This call cannot be checked at the moment. Send it again later.',
};

/**
 * Turns a call away with a real status and starts nothing. n8n would overwrite a status set with
 * `webhookResponse`, and a thrown error would store a failed execution, so the answer is sent here. `reason`
 * goes only to n8n's log: a few words for whoever looks after n8n, e.g. `the process has another status`, never what
 * was sent.
 */
export function refuse(
	context: IWebhookFunctions,
	status: RefusalStatus,
	reason: string,
): IWebhookResponseData {
	const { id: workflowId, name: workflow } = context.getWorkflow();
	const { id: nodeId, name } = context.getNode();
	// n8n's text log drops the metadata of a message, so the message says it all.
	context.logger.warn(
		`${name} in workflow “${workflow}” refused a call with ${status}: ${reason}`,
		{ status, reason, workflowId, nodeId },
	);
	context.getResponseObject().status(status).json({ message: refusalTexts[status] });
	return { noWebhookResponse: true };
}

/** Acknowledges a call that starts nothing: an event that is not selected, or a repeat. */
export function acknowledge(context: IWebhookFunctions, message: string): IWebhookResponseData {
	context.getResponseObject().status(200).json({ message });
	return { noWebhookResponse: true };
}

/** Starts an execution; n8n answers 200 itself, and only once the execution is stored (n8n 2.8 and newer). */
export function startExecution(item: INodeExecutionData): IWebhookResponseData {
	return { workflowData: [[item]], webhookResponse: { message: 'Accepted.' } };
}

/**
 * Receives a call and answers it whatever happens. To what `webhook()` throws n8n answers 500, and it stores an
 * execution in error each time, so a stranger could fill its database; here the caller gets 503 instead, and the log
 * names the error without its message, which might quote what was sent.
 */
export async function answerCall(
	context: IWebhookFunctions,
	receive: (context: IWebhookFunctions) => Promise<IWebhookResponseData>,
): Promise<IWebhookResponseData> {
	try {
		return await receive(context);
	} catch (error) {
		if (context.getResponseObject().headersSent) return { noWebhookResponse: true };
		const name = error instanceof Error ? error.name : typeof error;
		return refuse(context, 503, `the call could not be processed (${name})`);
	}
}
