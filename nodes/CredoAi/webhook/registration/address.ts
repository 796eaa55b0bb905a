import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import { asText } from '../../../shared/values/unknownInput';

/**
 * Gives the address of one of this node's webhooks as it is now; the test address while the editor listens. Throws a
 * NodeOperationError when n8n has none.
 */
export function webhookUrl(context: IHookFunctions, name: 'default' | 'setup'): string {
	const url = context.getNodeWebhookUrl(name);
	if (url !== undefined && URL.canParse(url)) return url;
	throw new NodeOperationError(
		context.getNode(),
		'n8n has no web address for this trigger. Check the environment variable WEBHOOK_URL of n8n.',
	);
}

/** Gives where a URL leads, without the token in its query; what is not a URL stays as it is. */
export function addressOf(url: unknown): string {
	const text = asText(url) ?? '';
	return URL.canParse(text) ? new URL(text).origin + new URL(text).pathname : text;
}
