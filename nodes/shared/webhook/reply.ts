import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

/** The HTTP status with which a call is turned away. */
type RefusalStatus = 400 | 401 | 403 | 413 | 415 | 503;

/** Why a call is turned away. */
export interface Refusal {
	status: RefusalStatus;
	/**
	 * For n8n's log alone: a few words for whoever looks after n8n, e.g. `the process has another status`, never what was
	 * sent.
	 */
	reason: string;
}

/** What a call gets that is right and starts nothing: an event that is not selected, a repeat, a request for a token. */
export interface Acknowledgement {
	content: IDataObject;
	/** Whether the answer is a secret, which nobody between may keep. */
	isSecret?: boolean;
	/** For n8n's log alone: what keeps a call that is right from starting anything, where somebody should know. */
	warning?: string;
}

/** What is decided about a call: `answerCall` answers it so. What starts an execution comes from `startExecution`. */
export type Answer = Refusal | Acknowledgement | IWebhookResponseData;

/** What the caller is told: enough to correct an honest mistake, nothing that helps a forger. */
const refusalTexts: Record<RefusalStatus, string> = {
	400: 'The body is not a callback this address understands.',
	401: 'This call is not authorised.',
	403: 'This call is not accepted.',
	413: 'The body is too large for a callback.',
	415: 'Send JSON or a form.',
	503: 'This call cannot be checked at the moment. Send it again later.',
};

/** Acknowledges a call that starts nothing, in words for its sender. */
export const acknowledgement = (message: string): Acknowledgement => ({ content: { message } });

/** Starts an execution; n8n answers 200 itself, and only once the execution is stored (n8n 2.8 and newer). */
export function startExecution(item: INodeExecutionData): IWebhookResponseData {
	return { workflowData: [[item]], webhookResponse: { message: 'Accepted.' } };
}

/**
 * Receives a call and answers it whatever happens. To what `webhook()` throws n8n answers 500, and it stores an
 * execution in error each time, so a stranger could fill its database; here the caller gets 503 instead, and the log
 * names the error without its message, which might quote what was sent. n8n would overwrite a status set with
 * `webhookResponse`, so what starts nothing is answered here.
 */
export async function answerCall(
	context: IWebhookFunctions,
	receive: (context: IWebhookFunctions) => Promise<Answer>,
): Promise<IWebhookResponseData> {
	try {
		return send(context, await receive(context));
	} catch (error) {
		if (context.getResponseObject().headersSent) return { noWebhookResponse: true };
		const name = error instanceof Error ? error.name : typeof error;
		return send(context, { status: 503, reason: `the call could not be processed (${name})` });
	}
}

function send(context: IWebhookFunctions, answer: Answer): IWebhookResponseData {
	const response = context.getResponseObject();
	if ('reason' in answer) {
		const { status, reason } = answer;
		warn(context, `refused a call with ${status}: ${reason}`, { status, reason });
		response.status(answer.status).json({ message: refusalTexts[answer.status] });
	} else if ('content' in answer) {
		response.status(200);
		if (answer.warning !== undefined) {
			warn(context, `acknowledged a call and started nothing: ${answer.warning}`);
		}
		if (answer.isSecret) response.set('Cache-Control', 'no-store');
		response.json(answer.content);
	} else {
		return answer;
	}
	return { noWebhookResponse: true };
}

function warn(context: IWebhookFunctions, what: string, more?: Refusal): void {
	const { id: workflowId, name: workflow } = context.getWorkflow();
	const { id: nodeId, name } = context.getNode();
	// n8n's text log drops the metadata of a message, so the message says it all.
	context.logger.warn(`${name} in workflow “${workflow}” ${what}`, { ...more, workflowId, nodeId });
}
