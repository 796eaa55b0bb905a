import { NodeApiError, NodeOperationError, WebhookPathTakenError, type INode } from 'n8n-workflow';

/**
 * Makes of what stands in the way of publishing a trigger the error to throw. Its message says everything, since n8n shows
 * nothing else. n8n 2.40 and newer makes five attempts, with pauses of 15 s in all, before it shows anything; the error of
 * an address that is taken is the only one after which it stops at once. So a fault that the next attempt would meet again
 * becomes such an error, and one that may pass stays what it is.
 */
export function toPublishingError(node: INode, error: unknown): unknown {
	if (!(error instanceof NodeApiError || error instanceof NodeOperationError)) return error;
	const { message, description } = error;
	const whole = `${message.replace(/\.?$/, '.')} ${description ?? ''}`.trim();
	if (error instanceof NodeApiError && mayPass(error)) {
		error.message = whole;
		return error;
	}
	const ending = new WebhookPathTakenError(node.name);
	ending.message = whole;
	return ending;
}

function mayPass({ httpCode, message }: NodeApiError): boolean {
	const statusCode = Number(httpCode ?? 0);
	if (statusCode > 0) return statusCode >= 500 || [408, 429].includes(statusCode);
	return /there was no answer|try again later/i.test(message);
}
