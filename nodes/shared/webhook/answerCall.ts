import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { refuse } from './reply';

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
		return refuse(context, 503, `the call could not be worked on (${name})`);
	}
}
