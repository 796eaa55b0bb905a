import {
	NodeApiError,
	NodeOperationError,
	WebhookPathTakenError,
	type IHookFunctions,
	type INode,
	type INodeProperties,
} from 'n8n-workflow';

import { asFlag, asRecord } from '../values/unknownInput';

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

/**
 * Says which switches among a trigger's options are neither true nor false, for whoever publishes it: a call cannot be
 * refused for it, so for a call they count as not set.
 */
export function switchFaults(context: IHookFunctions, fields: INodeProperties[]): string[] {
	const given = asRecord(context.getNodeParameter('options', {})) ?? {};
	const options = fields.find(({ name }) => name === 'options')?.options ?? [];
	return options
		.filter((option) => 'type' in option && option.type === 'boolean' && option.name in given)
		.filter(({ name }) => asFlag(given[name]) === undefined)
		.map(
			(option) =>
				`“${'displayName' in option ? option.displayName : option.name}” is neither on nor off: use true or false.`,
		);
}
